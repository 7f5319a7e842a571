const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const languageNames = new Intl.DisplayNames(undefined, { type: 'language' });

/** A day, such as "Nov 22, 2026". */
export function asDay(time) {
  return day.format(new Date(time));
}

/** The time of day, with the day unless that is today. */
export function asTime(time) {
  const date = new Date(time);
  const today = date.toDateString() === new Date().toDateString();
  return today ? clock.format(date) : `${day.format(date)}, ${clock.format(date)}`;
}

/** How many days there are until a time; negative when it has passed. */
export function daysUntil(time) {
  return Math.floor((new Date(time) - Date.now()) / 86_400_000);
}

/** The name of a language, by its code or by Meta's, such as pt_BR. */
export function asLanguage(code) {
  try {
    return languageNames.of(code.replaceAll('_', '-'));
  } catch {
    return code;
  }
}
