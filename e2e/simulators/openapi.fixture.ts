import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isObject } from "./request";

/** Specifications and recorded answers of the providers lie beside the repository on some machines only. */
const shared = fileURLToPath(new URL("../../../shared/", import.meta.url));

export const hasShared = existsSync(`${shared}specs`);

/** A JSON file of the shared material, by its path there. */
export function readShared(path: string): unknown {
  return JSON.parse(readFileSync(`${shared}${path}`, "utf8"));
}

/** What an OpenAPI 3.0 document says against this answer; nothing when it fits. Knows the words that our providers' documents use. */
export function violations(spec: unknown, method: string, path: string, body: unknown, status = 200): string[] {
  const schema = at(spec, "paths", path, method, "responses", String(status), "content", "application/json", "schema");
  if (schema === undefined) return [`${method} ${path} has no JSON for ${status} in the document`];
  return check(spec, schema, body, "$");
}

function check(spec: unknown, given: unknown, value: unknown, where: string): string[] {
  const schema = resolve(spec, given);
  if (!isObject(schema)) return [];
  if (value === null) return schema["nullable"] === true ? [] : [`${where} is null`];
  const options = schema["oneOf"] ?? schema["anyOf"];
  if (Array.isArray(options)) {
    const found = options.map((option) => check(spec, option, value, where));
    return found.some((list) => list.length === 0) ? [] : (found[0] ?? []);
  }
  const parts = Array.isArray(schema["allOf"]) ? schema["allOf"].flatMap((part) => check(spec, part, value, where)) : [];
  return [...parts, ...checkType(schema, value, where), ...checkInside(spec, schema, value, where)];
}

function checkType(schema: Record<string, unknown>, value: unknown, where: string): string[] {
  const type = schema["type"];
  const fits =
    type === undefined ||
    (type === "integer" && Number.isInteger(value)) ||
    (type === "number" && typeof value === "number") ||
    (type === "string" && typeof value === "string") ||
    (type === "boolean" && typeof value === "boolean") ||
    (type === "array" && Array.isArray(value)) ||
    (type === "object" && isObject(value));
  if (!fits) return [`${where} is ${JSON.stringify(value)?.slice(0, 60)}, not ${String(type)}`];
  const allowed = schema["enum"];
  return Array.isArray(allowed) && !allowed.includes(value) ? [`${where} is ${JSON.stringify(value)}, not one of the list`] : [];
}

function checkInside(spec: unknown, schema: Record<string, unknown>, value: unknown, where: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => check(spec, schema["items"], item, `${where}[${index}]`));
  if (!isObject(value)) return [];
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"].map(String) : [];
  return [
    ...required.filter((name) => !(name in value)).map((name) => `${where}.${name} is missing`),
    ...Object.entries(value).flatMap(([name, inner]) =>
      name in properties ? check(spec, properties[name], inner, `${where}.${name}`) : [],
    ),
  ];
}

function resolve(spec: unknown, schema: unknown): unknown {
  if (!isObject(schema) || typeof schema["$ref"] !== "string") return schema;
  return resolve(spec, at(spec, ...schema["$ref"].replace("#/", "").split("/")));
}

function at(value: unknown, ...names: string[]): unknown {
  return names.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);
}
