import { z } from "zod";
import { formatRepeat, parseRepeat, RuleProblem } from "./repeat-rules";

/** A rule in an input; comes out in the form that is stored. */
export const repeatField = z
  .string()
  .max(300)
  .transform((text, context) => {
    try {
      return formatRepeat(parseRepeat(text));
    } catch (error) {
      if (!(error instanceof RuleProblem)) throw error;
      context.addIssue({ code: "custom", message: error.message });
      return z.NEVER;
    }
  });
