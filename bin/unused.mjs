#!/usr/bin/env node
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./start/paths.mjs";

/** Finds code that nobody uses: files never imported and exported values that no other file imports. */

const SKIPPED = /^(node_modules|\.next|\.data|build|public|drizzle|test-results|playwright-report)$|^\./;
const SOURCE = /\.(ts|tsx|mts|mjs)$/;
const TEST = /\.(test|spec)\.(ts|tsx|mjs)$|\.fixture\.tsx?$|(^|\/)([\w-]+-)?testing[\w-]*\.ts$|^e2e\/|^bin\/test\//;
/** Loaded by the framework, a tool or a person, not by an import. Their exports are for whoever loads them. */
const ENTRIES = [
  /^app\/(.*\/)?(page|layout|route|loading|error|not-found|global-error|template|default|manifest|icon|apple-icon|opengraph-image|robots|sitemap)(\.bench)?\.(ts|tsx)$/,
  /^[^/]+\.(ts|mjs|mts)$/,
  /^bin\/[^/]+\.(mjs|ts)$/,
  /^bin\/start\/bundle\.mjs$/,
  /^bin\/test\/(global-setup|worker-setup|server-only|browser-setup)\.ts$/,
  /^bench\//,
  /^worker\/main\.ts$/,
  /^db\/seed\.ts$/,
  /^db\/schema\/index\.ts$/,
  /^e2e\//,
  /[.-]thread\.ts$/,
  /^integrations\/courier\.ts$/,
  /\.d\.m?ts$/,
];

/** Definitions of the sport sciences that tests hold against reference numbers; which of them a page shows is another matter. */
const DEFINITIONS = /^domain\/(critical-power|w-balance|heart-rate|load|running)\.ts$/;

/**
 * @param {Map<string, string>} files text by path from the root, with forward slashes
 * @returns {string[]} one line a finding
 */
export function findUnused(files) {
  const modules = new Map([...files].map(([path, text]) => [path, readModule(path, text, files)]));
  const isEntry = (path) => ENTRIES.some((entry) => entry.test(path)) || TEST.test(path);
  const uses = collectUses(modules);
  const findings = [];
  for (const [path, module] of modules) {
    if (isEntry(path)) continue;
    const users = uses.get(path);
    if (!users) {
      findings.push(`${path}: nothing imports this file`);
      continue;
    }
    for (const [name, kind] of module.exports) {
      if (users.all || users.code.has(name)) continue;
      if (DEFINITIONS.test(path) && users.tests.has(name)) continue;
      // What only a test imports may be exported for it, as long as the file itself works with it.
      const inside =
        module.text.match(new RegExp(`(?<![\\w$])(?<!(?<!\\.)\\.)${name.replaceAll("$", "\\$")}(?![\\w$])`, "g"))?.length ?? 0;
      if (inside > 1 && (kind === "type" || users.tests.has(name))) continue;
      findings.push(`${path}: nothing imports ${name}`);
    }
  }
  return findings.sort();
}

function collectUses(modules) {
  const uses = new Map();
  for (const [path, { imports }] of modules) {
    for (const { target, names, all } of imports) {
      const entry = uses.get(target) ?? { code: new Set(), tests: new Set(), all: false };
      uses.set(target, entry);
      if (all) entry.all = true;
      for (const name of names) entry[TEST.test(path) ? "tests" : "code"].add(name);
    }
  }
  return uses;
}

const DECLARATION =
  /^export\s+(?:declare\s+)?(?:(default)\b|(?:abstract\s+)?(?:async\s+)?(function\*?|const|let|class|type|interface|enum)\s+([\w$]+))/gm;
const LIST = /^export\s+(type\s+)?\{([^}]*)\}(?!\s*from)/gm;
const IMPORT = /(?:^|[\n;])\s*(?:import|export)\s+(type\s+)?([^"';]*?)\s*from\s*["']([^"']+)["']/g;
const BARE = /(?:^|[\n;])\s*import\s*["']([^"']+)["']/g;
const DYNAMIC = /\bimport\(\s*["']([^"']+)["']\s*\)|new URL\(\s*["'](\.[^"']+)["']\s*,\s*import\.meta\.url/g;
const MOCK = /\b(?:typeof\s+)?import\(["']([^"']+)["']\)\.([\w$]+)/g;

function readModule(path, raw, files) {
  const text = raw.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|\s)\/\/.*$/gm, "");
  const exports = new Map();
  for (const [, isDefault, word, name] of text.matchAll(DECLARATION)) {
    exports.set(isDefault ?? name, word === "type" || word === "interface" ? "type" : "value");
  }
  for (const [, type, list] of text.matchAll(LIST)) {
    for (const name of names(list, "out")) exports.set(name, type ? "type" : "value");
  }
  const imports = [];
  const add = (specifier, found, all = false) => {
    const target = resolveSpecifier(path, specifier, files);
    if (target) imports.push({ target, names: found, all });
  };
  for (const [, , clause, specifier] of text.matchAll(IMPORT)) {
    const braces = /\{([\s\S]*)\}/.exec(clause);
    const found = braces ? names(braces[1], "in") : [];
    if (/^[\w$]+/.test(clause) && !clause.startsWith("type ")) found.push("default");
    add(specifier, found, clause.includes("*"));
  }
  for (const [, specifier] of text.matchAll(BARE)) add(specifier, []);
  for (const [, specifier, name] of text.matchAll(MOCK)) add(specifier, [name]);
  for (const [, specifier, url] of text.matchAll(DYNAMIC)) add(specifier ?? url, [], true);
  return { text, exports, imports };
}

/** `a, type b, c as d`: the names on the side of the module that exports (`in`) or on ours (`out`). */
function names(list, side) {
  return list
    .split(",")
    .map((part) => part.trim().replace(/^type\s+/, ""))
    .filter(Boolean)
    .map((part) => part.split(/\s+as\s+/).at(side === "in" ? 0 : -1));
}

function resolveSpecifier(from, specifier, files) {
  let base;
  if (specifier.startsWith("@/")) base = specifier.slice(2);
  else if (specifier.startsWith(".")) base = join(dirname(from), specifier).replaceAll("\\", "/");
  else return undefined;
  const candidates = ["", ".ts", ".tsx", ".mts", ".mjs", "/index.ts", "/index.tsx"].map((end) => base + end);
  return candidates.find((path) => files.has(path));
}

/** All source files of the repository. */
export function readSources(root = ROOT) {
  const files = new Map();
  const walk = (folder) => {
    for (const name of readdirSync(folder)) {
      if (SKIPPED.test(name)) continue;
      const path = join(folder, name);
      if (statSync(path).isDirectory()) walk(path);
      else if (SOURCE.test(name)) files.set(relative(root, path).replaceAll("\\", "/"), readFileSync(path, "utf8"));
    }
  };
  if (existsSync(root)) walk(root);
  return files;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const findings = findUnused(readSources());
  for (const line of findings) console.log(line);
  process.exitCode = findings.length > 0 ? 1 : 0;
}
