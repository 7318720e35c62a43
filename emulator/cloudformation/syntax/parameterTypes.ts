import type { ParameterDeclaration } from "./template";

/** Types whose values are things of the account. (documented) */
const specific = [
  "AWS::EC2::AvailabilityZone::Name",
  "AWS::EC2::Image::Id",
  "AWS::EC2::Instance::Id",
  "AWS::EC2::KeyPair::KeyName",
  "AWS::EC2::SecurityGroup::GroupName",
  "AWS::EC2::SecurityGroup::Id",
  "AWS::EC2::Subnet::Id",
  "AWS::EC2::VPC::Id",
  "AWS::EC2::Volume::Id",
  "AWS::Route53::HostedZone::Id",
  "AWS::SSM::Parameter::Name",
];
const lists = ["CommaDelimitedList", "List<String>", ...specific.map((type) => `List<${type}>`)];
const stored = ["String", ...lists, ...specific].map((type) => `AWS::SSM::Parameter::Value<${type}>`);
const types = new Set(["String", "Number", "List<Number>", ...lists, ...specific, ...stored]);

export const isParameterType = (type: string): boolean => types.has(type);

/** Also of what is stored under the name that is given. */
export const isListType = (type: string) => /(^|<)(CommaDelimitedList|List<)/.test(type);

/** The value is the name of what is stored. */
export const isStored = (type: string) => type.startsWith("AWS::SSM::Parameter::Value<");

/** The elements of a list parameter; the empty text is one empty element. (observed) */
export const listElements = (value: string) => value.split(",").map((element) => element.trim());

/** What `Ref` of a parameter gives. */
export const parameterValue = ({ type }: ParameterDeclaration, value: string): string | string[] =>
  isListType(type) ? listElements(value) : value;
