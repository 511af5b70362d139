import { between, randomOf } from "./random";

/** A loop through made-up country: positions and heights by distance from its start, which is also its end. */
export type Loop = {
  name: string;
  lengthM: number;
  at: Float64Array;
  lat: Float64Array;
  lng: Float64Array;
  altitude: Float64Array;
};

/** Home lies among fields where no town is; all names are invented. */
const HOME = { lat: 52.3127, lng: 9.9031 };
const METRES_PER_DEGREE = 111_195;
const CORNERS = 480;

export const RUN_LOOPS: readonly [name: string, km: number][] = [
  ["Mill pond", 5.2],
  ["Castle meadow", 6.4],
  ["River path", 8.1],
  ["Old railway", 9.7],
  ["Heron lake", 11.3],
  ["Vineyard hill", 12.8],
  ["Two bridges", 14.6],
  ["Beech forest", 17.2],
  ["Weir and back", 19.8],
  ["Grand tour", 24.1],
  ["Long valley", 29.5],
];

export const RIDE_LOOPS: readonly [name: string, km: number][] = [
  ["Airfield", 24],
  ["Reservoir", 34],
  ["Quarry climbs", 42],
  ["Windmill ridge", 52],
  ["Three castles", 68],
  ["Border road", 88],
];

/** Height above the sea of a place `x` metres east and `y` metres north of home: rolling hills with grades of up to about 5 %. */
function heightM(x: number, y: number): number {
  return (
    118 +
    24 * Math.sin(x / 950 + 1) +
    17 * Math.sin(y / 780 + 0.4) +
    7 * Math.sin((x + y) / 430) +
    3 * Math.sin((x - 2 * y) / 260)
  );
}

/** Lays a loop of a length through the country; the name decides its shape. */
export function layLoop(name: string, lengthM: number): Loop {
  const random = randomOf(`loop ${name}`);
  const heading = between(random, 0, 2 * Math.PI);
  const waves = Array.from({ length: 11 }, (_, k) => ({
    k: k + 2,
    size: between(random, 0.05, 0.32) / (k + 2),
    phase: between(random, 0, 6.28),
  }));
  const x = new Float64Array(CORNERS + 1);
  const y = new Float64Array(CORNERS + 1);
  for (let i = 0; i <= CORNERS; i++) {
    const turn = (2 * Math.PI * i) / CORNERS;
    let radius = 1;
    // Every wave is zero at the start, so that the loop begins and ends at home.
    for (const wave of waves) radius += wave.size * (Math.cos(wave.k * turn + wave.phase) - Math.cos(wave.phase));
    x[i] = Math.cos(heading) - radius * Math.cos(heading + turn);
    y[i] = Math.sin(heading) - radius * Math.sin(heading + turn);
  }
  return measured(name, lengthM, x, y);
}

/** Scales a shape to its length and reads height and position along it. */
function measured(name: string, lengthM: number, x: Float64Array, y: Float64Array): Loop {
  const at = new Float64Array(x.length);
  for (let i = 1; i < x.length; i++)
    at[i] = (at[i - 1] ?? 0) + Math.hypot((x[i] ?? 0) - (x[i - 1] ?? 0), (y[i] ?? 0) - (y[i - 1] ?? 0));
  const scale = lengthM / (at[at.length - 1] ?? 1);
  const metresPerLng = METRES_PER_DEGREE * Math.cos((HOME.lat * Math.PI) / 180);
  return {
    name,
    lengthM,
    at: at.map((d) => d * scale),
    lat: y.map((v) => HOME.lat + (v * scale) / METRES_PER_DEGREE),
    lng: x.map((v) => HOME.lng + (v * scale) / metresPerLng),
    altitude: x.map((v, i) => heightM(v * scale, (y[i] ?? 0) * scale)),
  };
}

export type Spot = { lat: number; lng: number; altitude: number; grade: number };

function mix(values: Float64Array, corner: number, part: number): number {
  return (values[corner - 1] ?? 0) * (1 - part) + (values[corner] ?? 0) * part;
}

/**
 * Walks along a loop, round and round. The answer is one object that is written anew on each call: it is asked once a second for
 * hundreds of hours. Distances must not fall.
 */
export function walker(loop: Loop): (distanceM: number) => Spot {
  const spot: Spot = { lat: 0, lng: 0, altitude: 0, grade: 0 };
  let corner = 1;
  let lap = 0;
  return (distanceM) => {
    if (distanceM - lap * loop.lengthM > loop.lengthM) {
      lap = Math.floor(distanceM / loop.lengthM);
      corner = 1;
    }
    const along = distanceM - lap * loop.lengthM;
    while (corner < CORNERS && (loop.at[corner] ?? 0) < along) corner++;
    const from = loop.at[corner - 1] ?? 0;
    const span = (loop.at[corner] ?? 1) - from || 1;
    const part = (along - from) / span;
    spot.lat = mix(loop.lat, corner, part);
    spot.lng = mix(loop.lng, corner, part);
    spot.altitude = mix(loop.altitude, corner, part);
    spot.grade = ((loop.altitude[corner] ?? 0) - (loop.altitude[corner - 1] ?? 0)) / span;
    return spot;
  };
}
