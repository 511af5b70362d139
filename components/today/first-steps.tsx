import { Icon, type IconName } from "@/components/ui/icons";

const STEPS: { href: string; icon: IconName; title: string; text: string }[] = [
  {
    href: "/import",
    icon: "tray",
    title: "Import what you have",
    text: "A Strava archive, a MapMyFitness CSV, or a folder of FIT, GPX and TCX files. Ten years take a few minutes, and an import can be undone.",
  },
  {
    href: "/runs/new",
    icon: "plus",
    title: "Add a run by hand",
    text: "Date, distance and time are enough. Everything can be corrected later.",
  },
  {
    href: "/habits/new",
    icon: "repeat",
    title: "Begin a habit",
    text: "Every day, on some weekdays or three times a week; ticked by hand, or by what you run, code and write.",
  },
  {
    href: "/coding/setup",
    icon: "brackets",
    title: "Connect an editor",
    text: "Two lines in a file, and your editors tell Almanac what you work on. WakaTime and its data dumps work too.",
  },
  {
    href: "/settings/profile",
    icon: "sliders",
    title: "Set units and time zone",
    text: "Kilometres or miles, first day of the week, number format, light or dark.",
  },
];

/** The page of a new account: clear ways to begin. */
export function FirstSteps() {
  return (
    <ul className="grid gap-4 pt-6 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-5">
      {STEPS.map((step) => (
        <li key={step.href} className="border-line-strong border-t pt-3">
          <a href={step.href} className="flex items-baseline gap-2 text-16 font-semibold">
            <Icon name={step.icon} />
            {step.title}
          </a>
          <p className="pt-1 text-soft">{step.text}</p>
        </li>
      ))}
    </ul>
  );
}
