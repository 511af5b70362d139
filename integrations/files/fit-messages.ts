import FitParser, { type ParsedFit } from "fit-file-parser";
import { type FitDefinition, type FitLink, walkFit } from "./fit-frames";
import { HeartRateStream } from "./fit-heart-rate";
import { HEART_RATE_STREAM, planRecord, RECORD, type RecordPlan, RecordReader } from "./fit-records";
import { Samples } from "./samples";

/** file_id, session, lap, event, device_info, workout, activity, length: what an import needs beside the samples. */
const KEPT_MESSAGES = new Set([0, 18, 19, 21, 23, 26, 34, 101]);

const HEADER_BYTES = 14;

export type FitContent = {
  samples: Samples;
  /** Records without any time; they cannot be placed. */
  untimed: number;
  heartRates: HeartRateStream;
  /** The messages other than records; null when the parser could make nothing of them. */
  messages: ParsedFit | null;
  /** Reading stopped before the end of the data: damage, or a cut in the middle of a message. */
  damaged: boolean;
};

/**
 * Reads one FIT file. Records, nine tenths of the bytes, go straight into columns; all other messages that an import needs go
 * through fit-file-parser, as a small FIT file without records and without developer fields (whose names would shadow native
 * ones). Where events or laps use compressed timestamps the small file keeps every message, since those refer to each other.
 */
export function readFit(bytes: Buffer, link: FitLink): FitContent {
  return readOnce(bytes, link, false) ?? readOnce(bytes, link, true) ?? emptyContent();
}

function emptyContent(): FitContent {
  return { samples: new Samples(), untimed: 0, heartRates: new HeartRateStream(), messages: null, damaged: true };
}

/** Null when `keepAll` is needed to resolve compressed timestamps of kept messages. */
function readOnce(bytes: Buffer, link: FitLink, keepAll: boolean): FitContent | null {
  const samples = new Samples();
  const records = new RecordReader(bytes, samples);
  const heartRates = new HeartRateStream();
  const small = new SmallFit(bytes, link);
  const plans = new Map<FitDefinition, RecordPlan>();
  let refersBack = false;
  const visitor = {
    definition(definition: FitDefinition) {
      if (definition.global === RECORD) plans.set(definition, planRecord(definition));
      if (keepAll || KEPT_MESSAGES.has(definition.global)) small.addDefinition(definition);
    },
    data(definition: FitDefinition, at: number, timeS: number | null) {
      const plan = plans.get(definition);
      if (plan) records.read(plan, definition.littleEndian, at, timeS);
      else if (definition.global === HEART_RATE_STREAM) heartRates.read(bytes, definition, at);
      if (keepAll || KEPT_MESSAGES.has(definition.global)) {
        if (timeS !== null && !plan) refersBack = true;
        small.addData(definition, at);
      }
    },
  };
  const stop = walkFit(bytes, link.dataStart, link.dataEnd, visitor);
  if (refersBack && !keepAll) return null;
  return { samples, untimed: records.untimed, heartRates, messages: small.parse(), damaged: stop < link.dataEnd };
}

/** A FIT file put together from whole messages of another one, without their developer fields. */
class SmallFit {
  private readonly target: Buffer<ArrayBuffer>;
  private length = HEADER_BYTES;

  constructor(
    private readonly source: Buffer,
    link: FitLink,
  ) {
    this.target = Buffer.allocUnsafe(HEADER_BYTES + link.dataEnd - link.dataStart + 2);
    this.target.fill(0, 0, HEADER_BYTES);
    source.copy(this.target, 0, link.start, link.start + 12);
    this.target[0] = HEADER_BYTES;
  }

  addDefinition(definition: FitDefinition): void {
    const at = this.length;
    this.length += this.source.copy(this.target, at, definition.start, definition.nativeEnd);
    this.target[at] = (this.target[at] ?? 0) & ~0x20;
  }

  addData(definition: FitDefinition, at: number): void {
    this.length += this.source.copy(this.target, this.length, at, at + 1 + definition.nativeSize);
  }

  /** The parser's answer; null when it refuses, which it says with a string or a thrown error. */
  parse(): ParsedFit | null {
    this.target.writeUInt32LE(this.length - HEADER_BYTES, 4);
    let messages: ParsedFit | null = null;
    try {
      new FitParser({ force: true, mode: "list" }).parse(this.target.subarray(0, this.length), (error, data) => {
        if (!error && data) messages = data;
      });
    } catch {
      return null;
    }
    return messages;
  }
}
