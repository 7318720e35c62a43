import { stringOf, type Properties } from "./resource";

/** Where the engines of databases and caches listen unless they are told otherwise. (documented) */
const ofEngine: readonly [RegExp, string][] = [
  [/postgres/, "5432"],
  [/mysql|mariadb|aurora/, "3306"],
  [/oracle/, "1521"],
  [/sqlserver/, "1433"],
  [/db2/, "50000"],
  [/redis|valkey/, "6379"],
  [/memcached/, "11211"],
  [/neptune/, "8182"],
  [/docdb/, "27017"],
];

const ofService: Readonly<Record<string, string>> = {
  DAX: "8111",
  DocDB: "27017",
  ElastiCache: "6379",
  MemoryDB: "6379",
  Neptune: "8182",
  RDS: "3306",
  Redshift: "5439",
  RedshiftServerless: "5439",
};

/** The port of a resource: that of the template, else the usual one of its engine. */
export function portOf(type: string, properties: Properties): string {
  const given = stringOf(properties, "Port") ?? stringOf(properties, "DBPort");
  if (given !== undefined) return given;
  const engine = stringOf(properties, "Engine") ?? stringOf(properties, "EngineName") ?? "";
  const known = ofEngine.find(([name]) => name.test(engine.toLowerCase()));
  return known?.[1] ?? ofService[type.split("::")[1] ?? ""] ?? "443";
}
