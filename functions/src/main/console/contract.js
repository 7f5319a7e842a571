/* Written by ConsoleContractTest from docs/openapi.yaml. */

export const PURPOSES = [ "device_pairing", "strong_authentication" ];

export const RULES = {
  "environmentId" : {
    "format" : "uuid"
  },
  "locales" : {
    "minItems" : 1,
    "maxItems" : 200,
    "pattern" : "^\\s*[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?\\s*$"
  },
  "to" : { },
  "pin" : {
    "pattern" : "^[0-9]{6}$"
  },
  "dataLocalizationRegion" : {
    "pattern" : "^[A-Z]{2}$"
  }
};
