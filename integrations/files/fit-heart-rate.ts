import type { FitDefinition, FitField } from "./fit-frames";
import { readElement } from "./fit-records";
import { columnOf, type OrderedSamples, rowAt } from "./samples";
import { FIT_EPOCH_S } from "./units";

const TIMESTAMP = 253;
const FRACTIONAL_TIMESTAMP = 0;
const FILTERED_BPM = 6;
const EVENT_TIMESTAMP = 9;
const EVENT_TIMESTAMP_12 = 10;
/** Event times count 1/1024 s. */
const TICKS = 1024;
const HEART_RATE = columnOf("heartRate");
/** A reading speaks for the seconds after it until the next one, but not longer than this. */
const HELD_S = 15;

/**
 * Heart rate that a chest strap stored by itself (under water nothing is sent) and the watch wrote down afterwards, as `hr`
 * messages: one message ties the strap's clock to the calendar, the others count on from it.
 */
export class HeartRateStream {
  private readonly times: number[] = [];
  private readonly beatsPerMinute: number[] = [];
  /** Seconds since 1970 at the strap's tick 0. */
  private zeroS: number | null = null;
  private lastTick = 0;

  get size(): number {
    return this.times.length;
  }

  /** Takes the readings of one `hr` data message. */
  read(bytes: Buffer, definition: FitDefinition, at: number): void {
    const field = (number: number) => definition.fields.find((candidate) => candidate.number === number);
    const body = at + 1;
    const rates = field(FILTERED_BPM);
    const anchor = field(EVENT_TIMESTAMP);
    const stamp = field(TIMESTAMP);
    const ticks: number[] = [];
    if (anchor && anchor.size % 4 === 0) {
      for (let offset = 0; offset < anchor.size; offset += 4) {
        ticks.push(readElement(bytes, body + anchor.offset + offset, 0x86, definition.littleEndian));
      }
      const time = stamp ? readElement(bytes, body + stamp.offset, 0x86, definition.littleEndian) : Number.NaN;
      const first = ticks[0] ?? Number.NaN;
      if (!Number.isNaN(time) && !Number.isNaN(first)) {
        const fraction = field(FRACTIONAL_TIMESTAMP);
        const part = fraction ? readElement(bytes, body + fraction.offset, 0x84, definition.littleEndian) / 32_768 : 0;
        this.zeroS = time + FIT_EPOCH_S + (Number.isNaN(part) ? 0 : part) - first / TICKS;
      }
    } else {
      const packed = field(EVENT_TIMESTAMP_12);
      if (packed) ticks.push(...this.unpack(bytes, body, packed));
    }
    this.take(bytes, body, rates, ticks);
  }

  /** Twelve-bit counters, two in three bytes, each continuing the last full one. */
  private unpack(bytes: Buffer, body: number, field: FitField): number[] {
    const ticks: number[] = [];
    let tick = this.lastTick;
    for (let offset = 0; offset + 3 <= field.size; offset += 3) {
      const [a = 0, b = 0, c = 0] = bytes.subarray(body + field.offset + offset, body + field.offset + offset + 3);
      for (const low of [a | ((b & 0x0f) << 8), (b >> 4) | (c << 4)]) {
        tick += (low - tick) & 0xfff;
        ticks.push(tick);
      }
    }
    return ticks;
  }

  private take(bytes: Buffer, body: number, rates: FitField | undefined, ticks: number[]): void {
    ticks.forEach((tick, index) => {
      if (Number.isNaN(tick)) return;
      this.lastTick = tick;
      const bpm = rates && index < rates.size ? (bytes[body + rates.offset + index] ?? 0xff) : 0xff;
      if (this.zeroS === null || bpm === 0xff || bpm === 0) return;
      this.times.push(this.zeroS + tick / TICKS);
      this.beatsPerMinute.push(bpm);
    });
  }

  /** Fills the heart rate of samples that have none, each with the newest reading at most 15 s older. */
  fill(ordered: OrderedSamples): void {
    const column = ordered.columns[HEART_RATE];
    if (!column || this.size === 0) return;
    const order = this.times.map((_, index) => index).sort((a, b) => (this.times[a] ?? 0) - (this.times[b] ?? 0));
    for (const [place, index] of order.entries()) {
      const from = Math.floor(this.times[index] ?? 0);
      const next = order[place + 1];
      const until = Math.min(next === undefined ? from + HELD_S : Math.floor(this.times[next] ?? 0), from + HELD_S);
      const bpm = this.beatsPerMinute[index] ?? Number.NaN;
      for (let row = rowAt(ordered.time, from); row < ordered.time.length && (ordered.time[row] ?? 0) < until; row++) {
        if (Number.isNaN(column[row] ?? 0)) column[row] = bpm;
      }
    }
  }
}
