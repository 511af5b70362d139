/**
 * Coordinates as Google's encoded polyline: differences in 1/100,000 of a degree, sign in the lowest bit, five bits a character.
 * @see https://developers.google.com/maps/documentation/utilities/polylinealgorithm
 */
export function encodePolyline(points: [lat: number, lng: number][]): string {
  let text = "";
  let [lat, lng] = [0, 0];
  for (const point of points) {
    const [nextLat, nextLng] = [Math.round(point[0] * 1e5), Math.round(point[1] * 1e5)];
    text += encodeNumber(nextLat - lat) + encodeNumber(nextLng - lng);
    [lat, lng] = [nextLat, nextLng];
  }
  return text;
}

function encodeNumber(value: number): string {
  let rest = value < 0 ? ~(value << 1) : value << 1;
  let text = "";
  while (rest >= 0x20) {
    text += String.fromCharCode((0x20 | (rest & 0x1f)) + 63);
    rest >>= 5;
  }
  return text + String.fromCharCode(rest + 63);
}

/** A bent loop of about `metres` around a start: `share` of the way from 0 to 1. */
export function loopPoint(lat: number, lng: number, metres: number, bend: number, share: number): [number, number] {
  const radius = metres / (2 * Math.PI) / 111_320;
  const angle = share * 2 * Math.PI;
  const wobble = 1 + 0.25 * Math.sin(angle * 3 + bend) * Math.sin(angle / 2);
  return [
    lat + radius * wobble * Math.sin(angle),
    lng + (radius * wobble * (1 - Math.cos(angle))) / Math.cos((lat * Math.PI) / 180),
  ];
}
