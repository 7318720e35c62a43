export { nodeBinaries, type NodeBinary } from "./setup";
