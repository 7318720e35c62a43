import { checks } from "./checks";
import type { Target } from "./target";
import { Tools } from "./tools";

export interface Verdict {
  readonly claim: string;
  readonly source: string;
  /** Undefined if the claim holds. */
  readonly problem: string | undefined;
}

/** Judges a target by all checks, and leaves no provisioned product behind. */
export async function judge(
  target: Target,
  tell: (verdict: Verdict) => void = () => undefined,
): Promise<Verdict[]> {
  const tools = new Tools(target);
  const verdicts: Verdict[] = [];
  try {
    for (const { claim, source, run } of checks) {
      if (target.stop?.aborted) break;
      const problem = await run(tools).then(
        () => undefined,
        (error: Error) => `${error.name}: ${error.message}`,
      );
      const verdict = { claim, source, problem };
      verdicts.push(verdict);
      tell(verdict);
    }
  } finally {
    await tools.cleanUp();
  }
  return verdicts;
}
