import { expect, it } from "vitest";
import { cpuMs } from "@/bin/test/cpu";
import { readUserAgent } from "./user-agents";

const cli = (rest: string, platform = "linux-6.8.0-generic-x86_64") => `wakatime/v1.115.2 (${platform}) go1.24.4 ${rest}`;

it.each<[string | null, editor: string, system: string, agent: string, model: string, version: string]>([
  [cli("vscode/1.101.2 vscode-wakatime/25.3.0"), "VS Code", "Linux", "", "", "1.101.2"],
  [cli("vim/900 vim-wakatime/11.3.0"), "Vim", "Linux", "", "", "900"],
  [cli("PyCharm/2026.1 PyCharm-wakatime/15.0.3", "darwin-24.6.0-arm64"), "PyCharm", "Mac", "", "", "2026.1"],
  [cli("neovim/0.11.4 vim-wakatime/11.3.0", "windows-10.0.22631-x86_64"), "Neovim", "Windows", "", "", "0.11.4"],
  [
    cli("vscode/1.1.0 vscode-wakatime/25.3.0", "linux-5.15.90.1-microsoft-standard-WSL2-x86_64"),
    "VS Code",
    "WSL",
    "",
    "",
    "1.1.0",
  ],
  [cli("opus/5 claude-code/2.1.220 claude-code-wakatime/4.1.0"), "Claude Code", "Linux", "Claude Code", "opus/5", "2.1.220"],
  [cli("Claude/2.1 claude-code-wakatime/4.1.0"), "Claude Code", "Linux", "Claude Code", "", "2.1"],
  [cli("codex-cli/0.50.0 codex-wakatime/1.0.0"), "Codex", "Linux", "Codex", "", "0.50.0"],
  [cli("gpt-6/1 opencode-wakatime/1.2.0"), "OpenCode", "Linux", "OpenCode", "gpt-6/1", "1.2.0"],
  [cli("macos-wakatime/5.0", "darwin-24.6.0-arm64"), "", "Mac", "", "", ""],
  [cli("xcode/17.0 macos-wakatime/5.0", "darwin-24.6.0-arm64"), "Xcode", "Mac", "", "", "17.0"],
  [cli("sublime-wakatime/11.1.0"), "Sublime Text", "Linux", "", "", "11.1.0"],
  [cli("constructor/1 constructor-wakatime/1"), "Constructor", "Linux", "", "", "1"],
  [cli("Unknown/0"), "", "Linux", "", "", ""],
  ["Chrome/126.0.0.0 linux_x86-64 chrome-wakatime/4.1.1", "Chrome", "Linux", "", "", "126.0.0.0"],
  ["Firefox/140.0 mac_arm64 firefox-wakatime/4.1.1", "Firefox", "Mac", "", "", "140.0"],
  [
    "wakatime/13.1.0 (Linux-6.1-x86_64-with-glibc2.36) Python3.11.2.final.0 vim/8.2 vim-wakatime/8.0.0",
    "Vim",
    "Linux",
    "",
    "",
    "8.2",
  ],
  ["vscode/1.101.2 vscode-wakatime/30.2.0", "VS Code", "", "", "", "1.101.2"],
  ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36", "", "", "", "", ""],
  ["", "", "", "", "", ""],
  [null, "", "", "", "", ""],
  ["((((/ / // -wakatime/", "", "", "", "", ""],
])("%s", (value, editor, operatingSystem, agent, model, version) => {
  expect(readUserAgent(value)).toMatchObject({ editor, operatingSystem, agent, model, version });
});

it("tells the plugin's version", () => {
  expect(readUserAgent(cli("vscode/1.101.2 vscode-wakatime/25.3.0")).pluginVersion).toBe("25.3.0");
});

it("takes no longer over brackets that nobody closes", () => {
  const unclosed = ["(".repeat(40_000), `(linux-6-x86_64)${"(".repeat(40_000)}`];
  expect(cpuMs(() => unclosed.map(readUserAgent))).toBeLessThan(2_000);
  expect(readUserAgent("wakatime/1 (linux-6-x86_64) go1 vim/9 (((").operatingSystem).toBe("Linux");
});
