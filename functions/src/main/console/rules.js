import { RULES } from './contract.js';
import { text } from './texts.js';

const FORMATS = { uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i };

/**
 * What is wrong with a value by the API's contract, in a sentence; null when nothing is. Of a list, each member is judged. The four values
 * from Meta have no rule here: what may be around a pasted value only the server knows.
 */
export function faultOf(member, value) {
  const rule = RULES[member];
  const entered = [value].flat().filter((each) => each.trim() !== '');
  if (entered.length < (rule.minItems ?? 1)) {
    return text('field.missing');
  }
  if (entered.length > (rule.maxItems ?? 1)) {
    return text('rule.tooMany', { count: rule.maxItems });
  }
  const allowed = rule.pattern ? new RegExp(rule.pattern) : FORMATS[rule.format];
  const wrong = allowed && entered.find((each) => !allowed.test(each));
  return wrong ? text(`rule.${member}`, { value: wrong }) : null;
}
