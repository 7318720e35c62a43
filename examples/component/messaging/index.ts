import * as pulumi from "@pulumi/pulumi";
import { ProvisionedProduct } from "pulumi-servicecatalog";

export interface ChannelArgs {
  /** For how many days a message is kept that nobody has taken. */
  keepDays?: pulumi.Input<number>;
}

/** A topic and a queue that hears it: two approved products of the company, wired up once. */
export class Channel extends pulumi.ComponentResource {
  /** The products themselves: whoever uses the component may depend on them and read all of their outputs. */
  readonly topic: ProvisionedProduct;
  readonly queue: ProvisionedProduct;
  /** What most users need. */
  readonly topicArn: pulumi.Output<string>;
  readonly queueUrl: pulumi.Output<string>;

  constructor(name: string, { keepDays = 4 }: ChannelArgs = {}, options?: pulumi.ComponentResourceOptions) {
    super("acme:messaging:Channel", name, {}, options);
    // With `parent` the products have the component's provider, protection and aliases.
    const parent = { parent: this };
    this.topic = new ProvisionedProduct(
      `${name}-topic`,
      { productName: "Topic", provisioningArtifactName: "v1" },
      parent,
    );
    this.topicArn = this.topic.output("TopicArn");
    this.queue = new ProvisionedProduct(
      `${name}-queue`,
      {
        productName: "Queue",
        provisioningArtifactName: "v1",
        provisioningParameters: { TopicArn: this.topicArn, KeepDays: keepDays },
      },
      parent,
    );
    this.queueUrl = this.queue.output("QueueUrl");
    this.registerOutputs({ topicArn: this.topicArn, queueUrl: this.queueUrl });
  }
}
