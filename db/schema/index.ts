export * from "./activity-sources";
export { app, door } from "./columns";
export * from "./imports";
export * from "./runs";
export * from "./shoes";
export * from "./user-actions";
export * from "./users";
export * from "./workouts";
