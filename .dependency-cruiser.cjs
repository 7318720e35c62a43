// The rooms, as CONTRIBUTING.md shows them: each uses only rooms below it.

/** From top to bottom. */
const emulator = [
  "http",
  "page",
  "control",
  "operations",
  "persistence",
  "provisioning",
  "service",
  "state",
  "catalog",
  "cloudformation",
  "truth",
  "faults",
  "protocol",
  "base",
];
const cloudformation = ["template", "evaluation", "resources", "parameters", "syntax"];
const provider = [
  "plugin",
  "engine",
  ["adopt", "generate"],
  "command",
  "program",
  ["check", "lifecycle"],
  "product",
  "aws",
  "config",
  "state",
  "base",
];

/** One rule a room: what stands in it uses nothing of the rooms above. Rooms of one floor do not know each other. */
const floors = (folder, rooms) =>
  rooms
    .flatMap((floor, index) =>
      [floor].flat().map((room) => {
        const above = [...rooms.slice(0, index).flat(), ...[floor].flat().filter((other) => other !== room)];
        return above.length === 0
          ? []
          : {
              name: `${folder}/${room}-uses-only-rooms-below`,
              severity: "error",
              from: { path: `^${folder}/${room}/` },
              to: { path: `^${folder}/(${above.join("|")})/` },
            };
      }),
    )
    .flat();

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-circle",
      comment: "Imports of types count as well: what knows each other belongs together.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    ...floors("emulator", emulator),
    ...floors("emulator/cloudformation", cloudformation),
    ...floors("provider", provider),
    {
      name: "emulator-knows-no-provider",
      severity: "error",
      from: { path: "^emulator/" },
      to: { path: "^provider/" },
    },
    {
      name: "provider-knows-no-emulator",
      severity: "error",
      from: { path: "^provider/" },
      to: { path: "^emulator/" },
    },
    {
      name: "patterns-know-neither",
      comment: "Both use the room; Java is its judge, not AWS.",
      severity: "error",
      from: { path: "^patterns/" },
      to: { path: "^(provider|emulator)/" },
    },
    {
      name: "patterns-have-one-door",
      severity: "error",
      from: { path: "^(provider|emulator)/" },
      to: { path: "^patterns/", pathNot: "^patterns/index\\.ts$" },
    },
    {
      name: "only-doors-import-pulumi",
      comment: "The core knows Service Catalog and nothing of Pulumi's types.",
      severity: "error",
      from: { path: "^(provider|emulator)/", pathNot: "^provider/(program|engine|plugin)/" },
      to: { path: "node_modules/@pulumi/" },
    },
    {
      name: "nobody-imports-a-composition-root",
      comment: "Doors and commands put rooms together: nothing rests on them.",
      severity: "error",
      from: { path: "^(provider|emulator)/", pathNot: "^(emulator/(index|cli)|provider/(index|cli))\\.ts$" },
      to: { path: "^(provider/(index|handler|cli)|emulator/(index|cli|runCommand|createEmulator))\\.ts$" },
    },
    {
      name: "rooms-exist",
      comment: "A file at a root is a door; everything else has a room that the floors above name.",
      severity: "error",
      from: {
        path: "^(provider|emulator)/",
        pathNot: [
          `^emulator/(${emulator.join("|")})/`,
          `^provider/(${provider.flat().join("|")})/`,
          "^provider/(index|handler|cli)\\.ts$",
          "^emulator/(index|cli|runCommand|createEmulator)\\.ts$",
        ],
      },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^dist/" },
  },
};
