/** True under `npm run dev`: pages may then evaluate code for hot reloading. */
export const developing = process.env.NODE_ENV === "development";
