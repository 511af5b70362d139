import { CHANNELS, type Channel, type Lap, type Track } from "@/domain/activity";

/** Collects samples column by column, and cuts laps; how many there will be is only known at the end. */
export class Samples {
  private readonly columns: Partial<Record<Channel, Float64Array>> = {};
  private readonly time: Float64Array;
  private count = 0;
  private lapFrom = 0;
  private lapFromM = 0;
  private lapFirst = 0;
  readonly laps: Lap[] = [];

  constructor(most: number, channels: readonly Channel[]) {
    this.time = new Float64Array(most);
    for (const channel of channels) this.columns[channel] = new Float64Array(most);
  }

  get full(): boolean {
    return this.count >= this.time.length;
  }

  /** Begins a sample at a second since the start; `put` fills it. */
  begin(second: number): void {
    this.time[this.count++] = second;
  }

  put(channel: Channel, value: number): void {
    const column = this.columns[channel];
    if (column) column[this.count - 1] = value;
  }

  /** Ends a lap at the current sample. */
  lap(second: number, distanceM: number): void {
    if (second <= this.lapFrom) return;
    const mean = (channel: Channel) => average(this.columns[channel]?.subarray(this.lapFirst, this.count));
    this.laps.push({
      startS: this.lapFrom,
      elapsedS: second - this.lapFrom,
      timerS: second - this.lapFrom,
      distanceM: Math.round((distanceM - this.lapFromM) * 100) / 100,
      averageHeartRateBpm: mean("heartRate"),
      averagePowerW: mean("power"),
    });
    this.lapFrom = second;
    this.lapFromM = distanceM;
    this.lapFirst = this.count;
  }

  /** The finished track. */
  track(): Track {
    const channels: Track["channels"] = {};
    for (const channel of CHANNELS) {
      const column = this.columns[channel];
      if (column) channels[channel] = column.slice(0, this.count);
    }
    return { time: this.time.slice(0, this.count), channels, pauses: null };
  }
}

function average(values: Float64Array | undefined): number | null {
  if (!values || values.length === 0) return null;
  let sum = 0;
  for (const value of values) sum += value;
  return Math.round(sum / values.length);
}
