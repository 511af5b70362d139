/** A repeatable source of whole numbers in [0, below), by mulberry32. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const INTERESTING = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x3c, 0x3e, 0x22, 0x2c, 0x0a, 0x26];

/**
 * Damages bytes in one to four ways: flipped bits, odd bytes, a piece cut out, doubled, filled with zeros, replaced by a piece
 * of another file, moved numbers, or the end cut off.
 */
export function damage(bytes: Buffer, other: Buffer, random: (below: number) => number): Buffer {
  let result = Buffer.from(bytes);
  for (let rounds = 1 + random(4); rounds > 0; rounds--) {
    const at = random(Math.max(1, result.length));
    const length = 1 + random(Math.min(2000, Math.max(1, result.length - at)));
    switch (random(8)) {
      case 0:
        for (let flips = 1 + random(20); flips > 0; flips--) {
          const place = random(Math.max(1, result.length));
          result[place] = (result[place] ?? 0) ^ (1 << random(8));
        }
        break;
      case 1:
        result[at] = INTERESTING[random(INTERESTING.length)] ?? 0;
        break;
      case 2:
        result = Buffer.concat([result.subarray(0, at), result.subarray(at + length)]);
        break;
      case 3:
        result = Buffer.concat([result.subarray(0, at + length), result.subarray(at)]);
        break;
      case 4:
        result.fill(0, Math.min(at, result.length), Math.min(at + length, result.length));
        break;
      case 5: {
        const from = random(Math.max(1, other.length));
        result = Buffer.concat([result.subarray(0, at), other.subarray(from, from + length), result.subarray(at)]);
        break;
      }
      case 6:
        for (let place = at; place < Math.min(result.length, at + length); place++) {
          const digit = result[place] ?? 0;
          if (digit >= 0x30 && digit <= 0x39) result[place] = 0x30 + random(10);
        }
        break;
      default:
        result = result.subarray(0, at);
    }
  }
  return result;
}
