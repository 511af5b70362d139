"use client";
import { Trouble } from "@/components/ui/trouble";
import "./globals.css";

/** The last resort: even the root layout failed, so this draws the whole document. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en" data-theme="system">
      <body>
        <main className="public" id="content">
          <h1 className="mt-8 mb-6 text-28">Almanac could not answer</h1>
          <Trouble reference={error.digest} retry={reset} />
        </main>
      </body>
    </html>
  );
}
