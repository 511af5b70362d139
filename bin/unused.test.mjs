import { expect, test } from "vitest";
import { findUnused } from "./unused.mjs";

const find = (files) => findUnused(new Map(Object.entries(files)));

test("a file and a value that nobody imports are found, used ones are not", () => {
  expect(
    find({
      "app/page.tsx": 'import { shown, type Shape } from "@/domain/shapes";\nexport default function Page() {}',
      "domain/shapes.ts": "export const shown = 1;\nexport const hidden = 2;\nexport type Shape = { a: 1 };",
      "domain/lonely.ts": "export const anything = 1;",
    }),
  ).toEqual(["domain/lonely.ts: nothing imports this file", "domain/shapes.ts: nothing imports hidden"]);
});

test("what only a test imports counts as unused unless its own file works with it", () => {
  const page = 'import { a } from "@/lib/a";';
  const own = 'import { helper, dead } from "./a";';
  expect(
    find({
      "app/page.tsx": page,
      "lib/a.test.ts": own,
      "lib/a.ts": "export function helper() {}\nexport function dead() {}\nexport const a = helper();",
    }),
  ).toEqual(["lib/a.ts: nothing imports dead"]);
});

test("renamed, default, namespace, dynamic and re-exported names count as used", () => {
  expect(
    find({
      "app/page.tsx": [
        'import Chart, { bar as line } from "@/components/chart";',
        'import * as all from "@/lib/all";',
        'const late = () => import("@/components/late");',
        'export { kept } from "@/lib/kept";',
        'const lazy = dynamic(() => import("@/components/x").then((m) => m.X));',
      ].join("\n"),
      "components/chart.tsx": "export default function Chart() {}\nexport const bar = 1;",
      "components/late.tsx": "export function Late() {}",
      "components/x.tsx": "export function X() {}",
      "lib/all.ts": "export const one = 1;",
      "lib/kept.ts": "export const kept = 1;",
    }),
  ).toEqual([]);
});

test("comments import nothing", () => {
  expect(find({ "app/page.tsx": '// import { a } from "@/lib/a";', "lib/a.ts": "export const a = 1;" })).toEqual([
    "lib/a.ts: nothing imports this file",
  ]);
});
