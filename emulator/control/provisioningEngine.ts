import { engineOutcome } from "../provisioning/outcome/engine";
import type { Service } from "../service/service";
import { finish } from "../state/advance";
import { SetupError, thereAre } from "../base/setupError";
import type { EngineWork } from "../state/runningOperation";

/** The engine of EXTERNAL and TERRAFORM products: work waits until somebody does it. */
export interface Engine {
  /** What the engine has been asked for and has not answered. */
  waiting(): (EngineWork & { provisionedProductId: string; provisionedProductName: string })[];
  /**
   * Answers like NotifyProvisionProductEngineWorkflowResult and its like.
   * @param work a record id, or the id or name of the provisioned product
   */
  answer(work: string, status: "SUCCEEDED" | "FAILED", details?: EngineDetails): void;
}

export interface EngineDetails {
  outputs?: Record<string, string>;
  failureReason?: string;
  /** Whether a failed creation left something that can be found by a tag; without it the product is in ERROR. */
  identified?: boolean;
}

export function engineOf(service: Service): Engine {
  const all = () =>
    service.allWorlds().flatMap((world) =>
      [...world.engineWork.values()].map((work) => {
        const { provisionedProductId, provisionedProductName } = world.record(work.recordId);
        return { world, work: { ...work, provisionedProductId, provisionedProductName } };
      }),
    );
  return {
    waiting: () => all().map(({ work }) => work),
    answer(wanted, status, { outputs = {}, failureReason, identified = false } = {}) {
      const found = all().find(({ work }) =>
        [work.recordId, work.provisionedProductId, work.provisionedProductName].includes(wanted),
      );
      const names = all().map(({ work }) => work.provisionedProductName);
      if (!found) throw new SetupError(`the engine has no work for ${wanted}${thereAre(names)}`);
      const { world, work } = found;
      world.engineWork.delete(work.recordId);
      const outcome = engineOutcome(world, work, {
        status,
        failureReason,
        identified,
        outputs: Object.entries(outputs).map(([key, value]) => ({ key, value, description: undefined })),
      });
      finish(world, world.record(work.recordId), outcome, service.clock.now(), service.guesses);
    },
  };
}
