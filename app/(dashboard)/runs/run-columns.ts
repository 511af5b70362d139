/** All columns of the runs table. Keys that can be sorted by are the words of `?sort=`. */
export const RUN_COLUMNS = [
  { key: "name", label: "Name" },
  { key: "startAt", label: "Date" },
  { key: "distance", label: "Distance" },
  { key: "duration", label: "Duration" },
  { key: "pace", label: "Pace" },
  { key: "averageHeartRate", label: "Heart rate" },
  { key: "elevationGain", label: "Elevation" },
  { key: "shoe", label: "Shoe" },
  { key: "type", label: "Type" },
  { key: "source", label: "Source" },
] as const;
