/** Editors by the word their plugins say, as they write themselves. What is not here is shown with a capital letter. */
const EDITORS: Record<string, string> = {
  androidstudio: "Android Studio",
  appcode: "AppCode",
  aqua: "Aqua",
  bash: "Bash",
  brackets: "Brackets",
  brave: "Brave",
  clion: "CLion",
  codeblocks: "Code::Blocks",
  coda: "Coda",
  cursor: "Cursor",
  datagrip: "DataGrip",
  dataspell: "DataSpell",
  edge: "Edge",
  goland: "GoLand",
  idea: "IntelliJ IDEA",
  intellij: "IntelliJ IDEA",
  intellijidea: "IntelliJ IDEA",
  intellijideacommunity: "IntelliJ IDEA",
  jupyter: "Jupyter",
  mps: "MPS",
  netbeans: "NetBeans",
  neovim: "Neovim",
  notepadplusplus: "Notepad++",
  nvim: "Neovim",
  phpstorm: "PhpStorm",
  powershell: "PowerShell",
  pycharm: "PyCharm",
  pycharmcore: "PyCharm",
  rstudio: "RStudio",
  rubymine: "RubyMine",
  rustrover: "RustRover",
  sublime: "Sublime Text",
  sublimetext: "Sublime Text",
  ssms: "SQL Server Management Studio",
  tmux: "tmux",
  visualstudio: "Visual Studio",
  vscode: "VS Code",
  vscodeinsiders: "VS Code Insiders",
  vscodium: "VSCodium",
  webstorm: "WebStorm",
  wing: "Wing",
  xcode: "Xcode",
  zsh: "Zsh",
};

/** Programs that write code themselves, by the word they say. */
const AGENTS: Record<string, string> = {
  aider: "Aider",
  amp: "Amp",
  claude: "Claude Code",
  claudecode: "Claude Code",
  cline: "Cline",
  codex: "Codex",
  codexcli: "Codex",
  copilotcli: "Copilot CLI",
  crush: "Crush",
  cursoragent: "Cursor Agent",
  droid: "Droid",
  geminicli: "Gemini CLI",
  goose: "Goose",
  kilocode: "Kilo Code",
  opencode: "OpenCode",
  qwencode: "Qwen Code",
  roocode: "Roo Code",
};

const SYSTEMS: [RegExp, string][] = [
  [/^(darwin|mac|macos|macosx)$/, "Mac"],
  [/^(win|windows|win32|win64|cygwin|msys|mingw.*)$/, "Windows"],
  [/^linux$/, "Linux"],
  [/^wsl2?$/, "WSL"],
  [/^cros$/, "Chrome OS"],
  [/^(android|ios|freebsd|openbsd|netbsd)$/, ""],
];
const UNUSUAL: Record<string, string> = { ios: "iOS", freebsd: "FreeBSD", openbsd: "OpenBSD", netbsd: "NetBSD" };

const plain = (word: string) => word.toLowerCase().replaceAll(/[-_ ]/g, "");
const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
/** A name of a fixed list; never what objects have by nature. */
const known = (list: Record<string, string>, word: string) => (Object.hasOwn(list, word) ? list[word] : undefined);

/** The display name of an editor's own word. */
export function editorName(word: string): string {
  return known(EDITORS, plain(word)) ?? capital(word);
}

/** The display name of an AI agent; null when the word is no agent's. */
export function agentName(word: string): string | null {
  return known(AGENTS, plain(word)) ?? null;
}

/** The display name of an operating system; null when the word is none. */
export function systemName(word: string): string | null {
  const lower = word.toLowerCase();
  for (const [pattern, name] of SYSTEMS) if (pattern.test(lower)) return name || (known(UNUSUAL, lower) ?? capital(lower));
  return null;
}
