/** An error that the service answers with: `code` becomes `__type`, `message` becomes `Message`. */
export class ServiceError extends Error {
  /** Whether nobody has seen its text. */
  isGuessed = false;

  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.name = code;
  }
}

/** The text is made up after others: with the switch `guessedTexts` clients get a vague one instead. (guessed) */
export function guessedText(error: ServiceError): ServiceError {
  error.isGuessed = true;
  return error;
}

export const invalidParameters = (message: string) => new ServiceError("InvalidParametersException", message);

export const notFound = (message: string) => new ServiceError("ResourceNotFoundException", message);

/** Not in the service model, yet what AWS answers for broken constraints and wrong states. (observed) */
export const validationError = (message: string) => new ServiceError("ValidationException", message);

/** "Provisioned product not found: " is observed; that the id or name follows it is guessed. */
export const provisionedProductNotFound = (idOrName: string) =>
  notFound(`Provisioned product not found: ${idOrName}`);

/** The end-user APIs do not tell "does not exist" from "not shared with you". (recorded) */
export const productNotFound = (id: string) => notFound(`${id} does not exist or access was denied`);

/** The code and the beginning are observed; of CloudFormation it is AccessDenied with status 403. (observed) */
export const accessDenied = (
  { userArn }: { readonly userArn: string },
  action: string,
  code = "AccessDeniedException",
  status = 400,
) =>
  new ServiceError(
    code,
    `User: ${userArn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
    status,
  );
