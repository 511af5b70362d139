"use client";
import { createContext } from "react";
import type { FormResult } from "./form-result";

/** The surrounding form's last answer, so that a field finds its error by its own name. */
export const FormContext = createContext<{ result: FormResult; pending: boolean }>({ result: {}, pending: false });
