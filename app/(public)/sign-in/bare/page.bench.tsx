import { headers } from "next/headers";

/** The reference of the benchmarks: a dynamic page without session and SQL. Only the benchmarks' build has it. */
export default async function BarePage() {
  const agent = (await headers()).get("user-agent");
  return <p>{agent ? "A bare page." : "A bare page, asked for by nobody."}</p>;
}
