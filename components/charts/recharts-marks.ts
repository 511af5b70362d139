/** The one module through which recharts enters: a chunk of its own, loaded late. */
export { BarMarks } from "./bars";
export { ChannelMarks } from "./channel-marks";
export { LineMarks } from "./lines";
