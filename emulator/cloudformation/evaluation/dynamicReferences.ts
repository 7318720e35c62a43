import { isOfAws, type Inventory } from "./inventory";
import { CloudFormationError, isDictionary, StackFailure, type Value } from "../syntax/value";

const references = /\{\{resolve:(ssm|ssm-secure|secretsmanager):([^{}]+)\}\}/g;

/** The dynamic references of a template's resources: `{{resolve:ssm:name}}` and its like. */
export class DynamicReferences {
  private readonly missing = new Set<string>();

  constructor(private readonly inventory: Inventory) {}

  /**
   * A value with what is stored in the place of what is referred to. Secrets stay as they are written: nobody gets to
   * see them, and CloudFormation compares the reference alone. (documented)
   */
  resolve(value: Value): Value {
    if (Array.isArray(value)) return value.map((item) => this.resolve(item));
    if (isDictionary(value))
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, this.resolve(member)]));
    return value.replace(references, (written: string, service: string, key: string) =>
      service === "secretsmanager" ? this.secret(written, key) : this.parameter(written, service, key),
    );
  }

  /** Refuses names that were met and do not exist, before the stack is touched. (observed) */
  check(): void {
    if (this.missing.size > 0)
      throw new CloudFormationError(`Parameters: [${[...this.missing].join(", ")}] cannot be found.`);
  }

  private parameter(written: string, service: string, key: string): string {
    const stored = this.inventory.get("AWS::SSM::Parameter");
    // There is one version of each, whichever is asked for.
    const name = key.replace(/:\d+$/, "");
    if (!stored || isOfAws(name)) return written;
    const found = stored.get(name);
    if (!found) this.missing.add(`${service}:${key}`);
    return (service === "ssm" ? found?.["value"] : undefined) ?? written;
  }

  /** Secrets are fetched when the resource is made. (observed) */
  private secret(written: string, key: string): string {
    const [id = ""] = /^(?:arn(?::[^:]*){6}|[^:]*)/.exec(key) ?? [];
    if (this.inventory.get("AWS::SecretsManager::Secret")?.has(id) === false)
      throw new StackFailure(
        "Secrets Manager can't find the specified secret. (Service: AWSSecretsManager; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: 00000000-0000-0000-0000-000000000000; Proxy: null)",
      );
    return written;
  }
}
