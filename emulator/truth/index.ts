import { administration } from "./administration";
import { catalog } from "./catalog";
import { cloudformation } from "./cloudformation";
import { lifecycle } from "./lifecycle";
import { templates } from "./templates";
import type { Truth } from "./truth";
import { types } from "./types";
import { wire } from "./wire";

export type { Evidence, Truth } from "./truth";

/** All that the emulator claims about AWS, and how it is known. Printed by `servicecatalog-emulator --truth`. */
export const truth: readonly (Truth & { readonly area: string })[] = Object.entries({
  wire,
  lifecycle,
  catalog,
  administration,
  types,
  cloudformation,
  templates,
}).flatMap(([area, rows]) => rows.map((row) => ({ area, ...row })));
