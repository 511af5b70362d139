import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";

export const metadata: Metadata = { title: "Not found" };

/** Something that is not there, not yours, or deleted: nobody learns which. */
export default function NotFound() {
  return (
    <>
      <PageHead title="There is nothing here" />
      <Empty
        title="This address leads nowhere"
        action={
          <ButtonLink href="/" variant="main">
            To Today
          </ButtonLink>
        }
      >
        It may be mistyped or old, or what it led to was deleted. What was deleted can be brought back: every list has its deleted
        things, such as{" "}
        <a className="underline" href="/runs/deleted">
          deleted runs
        </a>
        .
      </Empty>
    </>
  );
}
