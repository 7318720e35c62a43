/* What `pulumi-servicecatalog/emulator` exports. */

export { createEmulator } from "./createEmulator";
export type {
  CatalogDefinition,
  ConstraintDefinition,
  InventoryDefinition,
  PortfolioDefinition,
  ProductDefinition,
  ProductType,
  VersionDefinition,
} from "./catalog/definition";
export type { Call } from "./control/calls";
export type { Emulator, Where } from "./control/emulator";
export type { EmulatorOptions } from "./control/emulatorOptions";
export type { Outside } from "./control/outside";
export type { EngineDetails, ProvisioningEngine, WaitingWork } from "./control/provisioningEngine";
export { requireEmulator } from "./control/requireEmulator";
export type { CallFault, CallFaultExtent, Latency } from "./faults/callFaults";
export type { Fault } from "./faults/operationFaults";
export type { Snapshot } from "./persistence/snapshot";
export type { Level, Policy, Profile } from "./service/caller";
export type { Durations } from "./state/schedule";
export type { ProductView, RecordView, StackView } from "./state/views";
export { truth, type Evidence, type Truth } from "./truth";
export type { Guesses, StatusOrder } from "./truth/guesses";
