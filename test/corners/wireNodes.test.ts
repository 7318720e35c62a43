import { nodeBinaries } from "../support/nodes";
import { leadLife } from "../wire/life";
import { useProvider } from "../wire/support";

for (const node of nodeBinaries()) {
  describe(`the life of a product on Node.js ${node.version}`, () => {
    const bench = useProvider({ process: { node: node.path } });

    it("is create, no change, update, refresh and delete, each followed to its end", () => leadLife(bench));
  });
}
