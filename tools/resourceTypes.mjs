// node tools/resourceTypes.mjs
// Makes the emulator's table of resource types anew: after a new version of one of its sources.
import { writeFile } from "node:fs/promises";
import { makeTable, tableFile } from "./resourceTypes/table.mjs";
import { main } from "./setup/run.mjs";

await main(async () => writeFile(tableFile, await makeTable()));
