export { nodeBinaries, type Version } from "./setup";
