import { Channel } from "@acme/messaging";
import { ProvisionedProduct } from "pulumi-servicecatalog";

const orders = new Channel("orders", { keepDays: 7 });

// A product of the program's own, beside the component, that reads a product inside of it.
const audit = new ProvisionedProduct(
  "audit",
  {
    productName: "Queue",
    provisioningArtifactName: "v1",
    provisioningParameters: { TopicArn: orders.topic.output("TopicArn"), KeepDays: 14 },
  },
  { dependsOn: orders.queue },
);

export const queueUrl = orders.queueUrl;
export const auditUrl = audit.output("QueueUrl");
export const deadLetters = orders.queue.output("DeadLetterUrl");
