/** A way on the map: whole units from an origin, so that it travels compactly. */
export type ProjectedTrack = {
  /** Of the first known point, in units of the whole world. */
  origin: readonly [x: number, y: number];
  /** x and y in turn, from the origin, y southwards. */
  points: number[];
  /** On the ground, at the track's middle latitude. */
  metresPerUnit: number;
};

/** Pixels of zoom 18: 2^18 tiles of 256 around the world, at most 0.6 m each. */
export const worldUnits = 256 * 2 ** 18;
const earthCircumferenceM = 40_075_016.686;

/**
 * Degrees to web mercator (EPSG:3857, spherical) in units of zoom 18. Points without a place are left out. Pass an origin
 * to put several lists on one map.
 */
export function projectTrack(
  latLngs: readonly (readonly [latitude: number, longitude: number] | null)[],
  origin?: readonly [number, number],
): ProjectedTrack {
  const known = latLngs.filter((point): point is readonly [number, number] => isPlace(point));
  const world = known.map(([latitude, longitude]) => mercator(latitude, longitude));
  const [originX, originY] = origin ?? world[0] ?? [0, 0];
  const middle = known.reduce((sum, point) => sum + point[0], 0) / Math.max(1, known.length);
  return {
    origin: [originX, originY],
    points: world.flatMap(([x, y]) => [x - originX, y - originY]),
    metresPerUnit: (earthCircumferenceM * Math.cos((middle * Math.PI) / 180)) / worldUnits,
  };
}

/** The places of samples in the units of an existing track, x and y in turn; holes stay, so that the numbers agree with the charts'. */
export function projectSamples(
  latLngs: readonly (readonly [latitude: number, longitude: number] | null)[],
  [originX, originY]: readonly [number, number],
): (number | null)[] {
  return latLngs.flatMap((point) => {
    if (!isPlace(point)) return [null, null];
    const [x, y] = mercator(point[0], point[1]);
    return [x - originX, y - originY];
  });
}

function isPlace(point: readonly [number, number] | null): point is readonly [number, number] {
  return point !== null && Number.isFinite(point[0]) && Number.isFinite(point[1]);
}

function mercator(latitude: number, longitude: number): [number, number] {
  const sine = Math.sin((Math.max(-85.05, Math.min(85.05, latitude)) * Math.PI) / 180);
  const x = longitude / 360 + 0.5;
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return [Math.round(x * worldUnits), Math.round(y * worldUnits)];
}
