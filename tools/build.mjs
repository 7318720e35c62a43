// npm run build
import { build } from "./build/index.mjs";
import { main } from "./setup/run.mjs";

await main(() => build());
