const CALLBACK_STATE = 'oidc.'; // the library's prefix of what it keeps until the redirect is back

/** Signs in at the deployment's OIDC issuer, with an authorization code and PKCE. The token is in memory only. */
class SignIn extends EventTarget {
  #manager;
  #user = null;

  constructor(settings) {
    super();
    const { InMemoryWebStorage, UserManager, WebStorageStateStore } = globalThis.oidc;
    this.#manager = new UserManager({
      authority: settings.issuer,
      client_id: settings.client,
      scope: settings.scope,
      redirect_uri: location.origin + location.pathname,
      response_type: 'code',
      userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
      stateStore: new WebStorageStateStore({ store: sessionStorage }),
      automaticSilentRenew: false,
      loadUserInfo: false,
    });
  }

  get token() {
    return this.#user?.access_token;
  }

  /** Completes a sign-in when the address says that the issuer sent the browser back. Answers whether this is the page, not a pop-up. */
  async complete() {
    const state = new URLSearchParams(location.search).get('state');
    if (!state) {
      return true;
    }
    if (sessionStorage.getItem(CALLBACK_STATE + state) === null) {
      await this.#manager.signinPopupCallback();
      return false;
    }
    try {
      this.#user = await this.#manager.signinRedirectCallback();
    } catch {
      // The person declined, or took too long: the page asks again.
    }
    history.replaceState(null, '', location.pathname + (this.#user?.state ?? ''));
    return true;
  }

  /** Leaves the page and returns to it. */
  redirect() {
    return this.#manager.signinRedirect({ state: location.hash });
  }

  /** In a window of its own, so that nothing typed is lost. */
  async again() {
    this.#user = await this.#manager.signinPopup();
    this.dispatchEvent(new Event('signed-in'));
  }
}

/** What index.html says about signing in; null when this deployment does not have it. */
function signInSettings() {
  const said = (name) => document.querySelector(`meta[name="sign-in-${name}"]`)?.content ?? '';
  return said('client') ? { issuer: said('issuer'), client: said('client'), scope: said('scope') } : null;
}

const settings = signInSettings();

/** Null where the page is open, or signing in is not configured. */
export const signIn = settings && new SignIn(settings);
