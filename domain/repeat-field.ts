import { z } from "zod";
import { formatRepeat, isNever, parseRepeat, RuleProblem } from "./repeat-rules";

/** A rule in an input; comes out in the form that is stored. */
export const repeatField = z
  .string()
  .max(300)
  .transform((text, context) => {
    try {
      const rule = parseRepeat(text);
      if (isNever(rule)) throw new RuleProblem("There is no such day in the months of BYMONTH, so this would never come.");
      return formatRepeat(rule);
    } catch (error) {
      if (!(error instanceof RuleProblem)) throw error;
      context.addIssue({ code: "custom", message: error.message });
      return z.NEVER;
    }
  });
