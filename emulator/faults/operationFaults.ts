/** What a product's next operations shall fail with. */
export interface Fault {
  operation: "create" | "update" | "terminate";
  /**
   * `validation`: CloudFormation refuses before it touches the stack. `resource` (default): a resource fails
   * and the stack is rolled back, or left in DELETE_FAILED. `rollback`: so does the rollback of a create or an
   * update, which leaves the stack in ROLLBACK_FAILED or UPDATE_ROLLBACK_FAILED.
   */
  kind?: "validation" | "resource" | "rollback";
  /** Default 1; `Infinity` for always. */
  times?: number;
  /** The reason that record and product show. */
  message?: string;
  /** Logical ids of the resources that fail; by default the first one of the template. */
  resources?: string[];
  /** What the stack's events say of those resources. */
  reason?: string;
}

export interface PlannedFault {
  readonly target: string;
  readonly fault: Fault;
  left: number;
}

export class Faults {
  private planned: PlannedFault[] = [];

  add(target: string, fault: Fault): void {
    this.planned.push({ target, fault, left: fault.times ?? 1 });
  }

  /** The fault for an operation that is being accepted, if there is one; it is used up by that. */
  take(operation: Fault["operation"], product: { id: string; name: string }): Fault | undefined {
    const entry = this.planned.find(
      ({ target, fault, left }) =>
        left > 0 && fault.operation === operation && ["*", product.id, product.name].includes(target),
    );
    if (entry) entry.left--;
    return entry?.fault;
  }

  clear(): void {
    this.planned = [];
  }

  captureState(): readonly PlannedFault[] {
    return this.planned.filter(({ left }) => left > 0);
  }

  restoreState(planned: readonly PlannedFault[]): void {
    this.planned = [...planned];
  }
}
