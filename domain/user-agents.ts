import { agentName, editorName, systemName } from "./editor-names";

/** What a heartbeat's user agent tells; empty where it does not tell. */
export type UserAgent = {
  editor: string;
  operatingSystem: string;
  /** Of the editor. */
  version: string;
  pluginVersion: string;
  /** The AI agent that works, empty by hand. */
  agent: string;
  /** The agent's model and its version, `opus/5`. */
  model: string;
};

/** Words of the client itself, not of an editor. */
const CLIENT = /^(wakatime|wakatime-cli|wakatime-ls|go[\d.].*|go|python[\d.].*|python|unknown|[^a-z]*)$/i;

/** What was read already; user agents are few. */
const read = new Map<string, UserAgent>();
const MOST_REMEMBERED = 2_000;

/**
 * Reads `wakatime/VERSION (OS-KERNEL-ARCH) goVERSION EDITOR/VERSION EDITOR-wakatime/VERSION`, the browsers' `Chrome/VERSION linux_x86-64
 * chrome-wakatime/VERSION` and the agents' `MODEL/VERSION AGENT/VERSION AGENT-wakatime/VERSION`. Never fails: what cannot be read is empty.
 */
export function readUserAgent(value: string | null): UserAgent {
  if (!value) return NOTHING;
  let known = read.get(value);
  if (!known) {
    known = parse(value);
    if (read.size >= MOST_REMEMBERED) read.clear();
    read.set(value, known);
  }
  return known;
}

type Word = { name: string; version: string };

const NOTHING: UserAgent = { editor: "", operatingSystem: "", version: "", pluginVersion: "", agent: "", model: "" };

function parse(value: string): UserAgent {
  // What a browser says by itself tells of no editor.
  if (value.startsWith("Mozilla/")) return NOTHING;
  // Behind the last closing bracket there is nothing to look for; looking all the same would take long where only opening ones are.
  const closed = value.lastIndexOf(")") + 1;
  const head = value.slice(0, closed);
  const platform = /\(([^)]*)\)/.exec(head)?.[1] ?? null;
  const words: Word[] = [];
  let plugin: Word | null = null;
  let system = platform === null ? null : systemOf(platform);
  for (const part of (head.replace(/\([^)]*\)/g, " ") + value.slice(closed)).split(/\s+/)) {
    const [, name = part, version = ""] = /^([^/]+)\/(.*)$/.exec(part) ?? [];
    if (CLIENT.test(name)) continue;
    if (/-wakatime$/i.test(name)) plugin ??= { name: name.slice(0, -"-wakatime".length), version };
    else if (part.includes("/")) words.push({ name, version });
    else system ??= systemName(part.split(/[_-]/)[0] ?? "");
  }
  const { editor, agent, model } = rolesOf(words, plugin);
  return {
    editor: editor ? (agent ?? editorName(editor.name)) : "",
    operatingSystem: system ?? "",
    version: editor?.version ?? "",
    pluginVersion: plugin?.version ?? "",
    agent: agent ?? "",
    model,
  };
}

/** `linux-6.8.0-generic-x86_64`; WSL shows itself in the kernel's name. */
function systemOf(platform: string): string | null {
  if (/-WSL2?\b|microsoft-standard/i.test(platform)) return "WSL";
  return systemName(platform.split("-")[0] ?? "");
}

/** Which word is the editor, which the model: an agent says its model first, unless it says itself first. */
function rolesOf(words: Word[], plugin: Word | null): { editor: Word | undefined; agent: string | null; model: string } {
  const [first, second] = words;
  const ofFirst = first && agentName(first.name);
  if (first && ofFirst) return { editor: first, agent: ofFirst, model: "" };
  const ofSecond = second && agentName(second.name);
  if (first && second && ofSecond) return { editor: second, agent: ofSecond, model: modelOf(first) };
  const ofPlugin = plugin && agentName(plugin.name);
  if (plugin && ofPlugin) return { editor: plugin, agent: ofPlugin, model: first ? modelOf(first) : "" };
  return { editor: first ?? (plugin && !systemName(plugin.name) ? plugin : undefined), agent: null, model: "" };
}

const modelOf = ({ name, version }: Word) => (version ? `${name}/${version}` : name);
