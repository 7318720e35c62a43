import { CONSTRAINT_TYPES } from "./definition";
import {
  anyText,
  flag,
  findMapProblem,
  findTextProblem,
  choiceCheck,
  findProblem,
  required,
  text,
  texts,
  type Check,
  type Member,
  type Members,
  type Problem,
} from "../base/schema";

const name = required(text);
const isTemplate: Check = (value) =>
  findTextProblem(value) && findMapProblem(value) ? "must be the name of a template file" : undefined;

const tagOptions: Member = { values: texts };
const textByName: Member = { values: anyText };
/** Ids alone, or with a value or attributes. */
const things: Member = {
  check: (value) =>
    typeof value === "object" && value ? undefined : "must be a list or a map of what there is",
  as: (value) => (Array.isArray(value) ? texts : { values: attributes }),
};
const attributes: Member = { as: (value) => (findMapProblem(value) === undefined ? textByName : anyText) };
/** Without assertions it would be a rule that says nothing. */
const rule: Member = {
  members: {
    RuleCondition: {},
    Assertions: required({ each: { members: { Assert: required({}), AssertDescription: anyText } } }),
  },
};

const catalog: Members = {
  inventory: { values: things },
  templates: { values: { check: isTemplate } },
  portfolios: {
    each: {
      members: {
        name,
        id: text,
        pathId: text,
        tagOptions,
        provider: text,
        description: text,
        shared: flag,
      },
    },
  },
  products: {
    required: true,
    each: {
      members: {
        name,
        id: text,
        type: {
          check: choiceCheck(
            "CLOUD_FORMATION_TEMPLATE",
            "CONTROL_TOWER_ACCOUNT",
            "EXTERNAL",
            "TERRAFORM_OPEN_SOURCE",
            "TERRAFORM_CLOUD",
          ),
        },
        owner: text,
        distributor: anyText,
        description: text,
        supportDescription: text,
        supportEmail: text,
        supportUrl: text,
        portfolios: texts,
        versions: {
          required: true,
          each: {
            members: {
              name,
              id: text,
              description: anyText,
              guidance: { check: choiceCheck("DEFAULT", "DEPRECATED") },
              active: flag,
              template: { required: true, check: isTemplate },
            },
          },
        },
        constraints: {
          each: {
            members: {
              type: {
                required: true,
                check: choiceCheck(...CONSTRAINT_TYPES),
              },
              description: text,
              portfolio: text,
              role: text,
              rules: { values: rule },
              topics: texts,
              accounts: texts,
              regions: texts,
              tagUpdates: { check: choiceCheck("ALLOWED", "NOT_ALLOWED") },
            },
          },
        },
        tagOptions,
      },
    },
  },
};

/** The first thing in a catalog that is not as its definition says; undefined if all is well. */
export const problemOfCatalog = (value: unknown): Problem | undefined =>
  findProblem({ members: catalog }, value);
