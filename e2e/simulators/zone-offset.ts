const formats = new Map<string, Intl.DateTimeFormat>();

/** The real offset of an IANA zone at an instant, in seconds east of Greenwich. */
export function offsetSeconds(zone: string, ms: number): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset", year: "numeric" });
    formats.set(zone, format);
  }
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(ms));
  if (!match) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}
