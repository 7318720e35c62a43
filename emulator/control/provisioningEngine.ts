import { decideEngineOperation } from "../provisioning/outcome/engine";
import type { Service } from "../service/service";
import { finishOperation } from "../state/advance";
import { SetupError, describeChoices } from "../base/setupError";
import { anyText, flag, required, text } from "../base/schema";
import type { AccountRegion } from "../state/accountRegion";
import { command, query } from "./functions";
import { endStatus } from "./values";
import type { EngineWork } from "../state/runningOperation";

export interface EngineDetails {
  outputs?: Record<string, string>;
  failureReason?: string;
  /** Whether a failed creation left something that can be found by a tag; without it the product is in ERROR. */
  identified?: boolean;
}

/** What an engine was asked for and has not answered. */
export interface WaitingWork extends EngineWork {
  readonly provisionedProductId: string;
  readonly provisionedProductName: string;
}

/** The engine of EXTERNAL and TERRAFORM products: work waits until somebody does it. */
export class ProvisioningEngine {
  readonly #service: Service;
  /** @internal */
  readonly changed: () => void;

  /** @internal */
  constructor(service: Service, changed: () => void) {
    this.#service = service;
    this.changed = changed;
  }

  /** What the engine has been asked for and has not answered. */
  @query("engine.waiting", {})
  waiting(): WaitingWork[] {
    return waitingIn(this.#service).map(({ work }) => work);
  }

  /**
   * Answers like NotifyProvisionProductEngineWorkflowResult and its like.
   * @param work a record id, or the id or name of the provisioned product
   */
  @command("engine.answer", {
    work: required(text),
    status: endStatus,
    details: {
      members: { outputs: { values: anyText }, failureReason: anyText, identified: flag },
    },
  })
  answer(
    work: string,
    status: "SUCCEEDED" | "FAILED",
    { outputs = {}, failureReason, identified = false }: EngineDetails = {},
  ): void {
    const service = this.#service;
    const all = waitingIn(service);
    const found = all.find(({ work: { recordId, provisionedProductId, provisionedProductName } }) =>
      [recordId, provisionedProductId, provisionedProductName].includes(work),
    );
    if (!found)
      throw new SetupError(
        `the engine has no work for ${work}${describeChoices(all.map((each) => each.work.provisionedProductName))}`,
      );
    const { accountRegion, work: done } = found;
    accountRegion.engineWork.delete(done.recordId);
    const outcome = decideEngineOperation(accountRegion, done, {
      status,
      failureReason,
      identified,
      outputs: Object.entries(outputs).map(([key, value]) => ({ key, value, description: undefined })),
    });
    finishOperation(
      accountRegion,
      accountRegion.record(done.recordId),
      outcome,
      service.clock.now(),
      service.guesses,
    );
  }
}

const waitingIn = (service: Service): { accountRegion: AccountRegion; work: WaitingWork }[] =>
  service.allAccountRegions().flatMap((accountRegion) =>
    [...accountRegion.engineWork.values()].map((work) => {
      const { provisionedProductId, provisionedProductName } = accountRegion.record(work.recordId);
      return { accountRegion, work: { ...work, provisionedProductId, provisionedProductName } };
    }),
  );
