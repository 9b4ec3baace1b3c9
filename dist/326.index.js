export const id = 326;
export const ids = [326];
export const modules = {

/***/ 1557:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Xu: () => (/* binding */ inputError),
/* harmony export */   ct: () => (/* binding */ asActionErrors),
/* harmony export */   lZ: () => (/* binding */ ActionError)
/* harmony export */ });
/** The one error of this action: its message is a sentence that says what happened to what. */
class ActionError extends Error {
    name = 'ActionError';
    facts;
    constructor(message, facts) {
        super(message, { cause: facts.cause });
        this.facts = facts;
    }
    /**
     * The same error in the words of somebody who knows more about what it means. It has no status any
     * more, so that nobody explains it again.
     */
    explained(message, facts) {
        return new ActionError(message, { ...this.facts, status: undefined, ...facts, cause: this });
    }
}
/** The error for a mistake in an input: a sentence that names the input, and one that says what to do. */
function inputError(message, hint, cause) {
    return new ActionError(message, { code: 'INVALID_INPUT', hint, cause });
}
/** Any thrown value as errors of this action; what is none of them is a defect of ours. */
function asActionErrors(thrown) {
    if (thrown instanceof ActionError)
        return [thrown];
    if (thrown instanceof AggregateError) {
        const [first, ...rest] = thrown.errors.flatMap(asActionErrors);
        if (first !== undefined)
            return [first, ...rest];
    }
    const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
    return [
        new ActionError(`The action met an error that it does not know (${text}).`, {
            code: 'UNEXPECTED',
            hint: 'Please report it with the log of this step.',
            effect: 'unknown'
        })
    ];
}


/***/ }),

/***/ 5486:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ canonical),
/* harmony export */   FF: () => (/* binding */ without),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   at: () => (/* binding */ at),
/* harmony export */   cy: () => (/* binding */ isArray),
/* harmony export */   qF: () => (/* binding */ parseJson),
/* harmony export */   rf: () => (/* binding */ exactNumber),
/* harmony export */   sk: () => (/* binding */ stringMember)
/* harmony export */ });
// TypeScript's library does not know ECMAScript's JSON.parse source text access yet; Node 24 has it.
const native = JSON;
/**
 * Parses JSON so that serialising it again gives the same numbers: 12345678901234567890 is not
 * rounded on the way. A property that nobody knows yet may hold such a number.
 * Throws a SyntaxError on text that is not JSON.
 */
function parseJson(text) {
    return native.parse(text, (_name, value, { source }) => typeof value === 'number' && source !== undefined ? exactNumber(source) : value);
}
/** The JSON number `source` as a JavaScript number where that is exact, else as a raw number. */
function exactNumber(source) {
    const value = Number(source);
    return String(value) === source || decimal(String(value)) === decimal(source)
        ? value
        : native.rawJSON(source);
}
function isObject(value) {
    return (typeof value === 'object' && value !== null && !Array.isArray(value) && !native.isRawJSON(value));
}
function isArray(value) {
    return Array.isArray(value);
}
/** What stands at a path of names, or undefined where something on the way is no object or has no such member. */
function at(value, ...names) {
    return names.reduce((parent, name) => (isObject(parent) && Object.hasOwn(parent, name) ? parent[name] : undefined), value);
}
/** The member's value when the object has it itself and it is a string. */
function stringMember(object, name) {
    const value = at(object, name);
    return typeof value === 'string' ? value : undefined;
}
/** The object without the named members. */
function without(object, names) {
    return Object.fromEntries(Object.entries(object).filter(([name]) => !names.has(name)));
}
/**
 * A text that is the same for JSON values that mean the same: members in order of name, arrays as
 * sets (PingOne returns lists in any order, lists of groups included), numbers by value, and a
 * member that is null left out, as PingOne takes null and omitted for the same.
 */
function canonical(value) {
    if (isArray(value)) {
        return `[${[...new Set(value.map(canonical))].sort().join()}]`;
    }
    if (isObject(value)) {
        const members = Object.entries(value)
            .filter(([, member]) => member !== null)
            .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
        return `{${members.sort().join()}}`;
    }
    return native.isRawJSON(value) ? decimal(value.rawJSON) : JSON.stringify(value);
}
/** A decimal number's sign, digits and exponent without the freedom of spelling: 1.10e1 is 11. */
function decimal(text) {
    const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
    const digits = (whole + fraction).replace(/^0+/, '');
    const significant = digits.replace(/0+$/, '');
    if (significant === '')
        return `${sign}0`;
    const power = BigInt(exponent) - BigInt(fraction.length - (digits.length - significant.length));
    return `${sign}${significant}e${power}`;
}


/***/ }),

/***/ 8326:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./src/error.ts
var src_error = __webpack_require__(1557);
;// CONCATENATED MODULE: ./src/cancellation.ts

// The runner sends SIGINT, 7.5 s later SIGTERM, and 2.5 s after that it kills: the report must be out.
const SIGNALS = ['SIGINT', 'SIGTERM'];
const WRITE_GRACE_MS = 6000;
const SETTLE_GRACE_MS = 8500;
function watchCancellation(timeLimitMs) {
    const stop = new AbortController();
    const cancelled = new AbortController();
    const write = new AbortController();
    const settle = new AbortController();
    const timers = [setTimeout(() => stop.abort(timeLimitError(timeLimitMs)), timeLimitMs)];
    const cancel = () => {
        if (cancelled.signal.aborted)
            return;
        const reason = cancelledError('The run was cancelled.', 'none');
        cancelled.abort(reason);
        stop.abort(reason);
        const unanswered = cancelledError('The run was cancelled, and a request that was under way got no answer in time.', 'unknown');
        timers.push(setTimeout(() => write.abort(unanswered), WRITE_GRACE_MS));
        timers.push(setTimeout(() => settle.abort(unanswered), SETTLE_GRACE_MS));
    };
    for (const signal of SIGNALS)
        process.on(signal, cancel);
    return {
        signal: stop.signal,
        cancelSignal: cancelled.signal,
        writeSignal: write.signal,
        settleSignal: settle.signal,
        deadline: performance.now() + timeLimitMs,
        dispose() {
            for (const timer of timers)
                clearTimeout(timer);
            for (const signal of SIGNALS)
                process.off(signal, cancel);
        }
    };
}
function timeLimitError(timeLimitMs) {
    return new src_error/* ActionError */.lZ(`The run reached its time limit of ${timeLimitMs / 1000} s.`, {
        code: 'TIME_LIMIT',
        hint: 'Run it again, or raise time-limit.'
    });
}
function cancelledError(message, effect) {
    return new src_error/* ActionError */.lZ(message, {
        code: 'CANCELLED',
        hint: 'Run it again when you want the change.',
        effect
    });
}

// EXTERNAL MODULE: ./src/json/json.ts
var json = __webpack_require__(5486);
;// CONCATENATED MODULE: ./src/auth-method.ts
/** The values of PingOne's `tokenEndpointAuthMethod`. */
const AUTH_METHODS = [
    'NONE',
    'CLIENT_SECRET_BASIC',
    'CLIENT_SECRET_POST',
    'CLIENT_SECRET_JWT',
    'PRIVATE_KEY_JWT'
];
const CLIENT_SECRET = {
    strength: 1,
    authenticates: true,
    needsKeys: false,
    worksInConsole: true,
    excludedGrantTypes: [],
    excludedTypes: []
};
/** What is documented of each method without contradiction; disputed points are warnings elsewhere. */
const METHOD_RULES = {
    NONE: {
        strength: 0,
        authenticates: false,
        needsKeys: false,
        worksInConsole: false,
        excludedGrantTypes: ['CLIENT_CREDENTIALS', 'CIBA'],
        excludedTypes: ['WORKER', 'SERVICE']
    },
    CLIENT_SECRET_BASIC: CLIENT_SECRET,
    CLIENT_SECRET_POST: CLIENT_SECRET,
    CLIENT_SECRET_JWT: { ...CLIENT_SECRET, strength: 2, worksInConsole: false },
    PRIVATE_KEY_JWT: { ...CLIENT_SECRET, strength: 3, worksInConsole: false, needsKeys: true }
};
/**
 * The method that a text names, in PingOne's spelling or in that of RFC 7591 section 2
 * (`client_secret_post`), which differs from it by case alone. Undefined when it names none.
 */
function parseAuthMethod(text) {
    return AUTH_METHODS.find((method) => method === text.toUpperCase());
}

;// CONCATENATED MODULE: ./src/rules.ts



const ENFORCED_PKCE = ['REQUIRED', 'S256_REQUIRED'];
/** Holds an application, as it is and as it is to be, against the rules. */
function judgeChange(current, desired, guards) {
    const before = methodOf(current);
    const after = methodOf(desired);
    return {
        refusals: [
            ...refusedApplication(current, guards),
            ...(after === undefined ? [] : refusedMethod(current, desired, after)),
            ...refusedDowngrade(current, before, after, guards)
        ],
        warnings: [...aboutStrength(before, after), ...aboutPkce(current, desired)],
        notes: before === after ? [] : notesOnMove(after)
    };
}
/** The error for an application that is the worker itself: the run would lock itself out. */
function workerAsTargetError(applicationId) {
    return refusal('WORKER_AS_TARGET', `Application ${applicationId} is the worker that this run is signed in as, and changing it could end every later run.`, 'Change it in the PingOne console, or sign in as another worker.');
}
/** Whether an application bears a name, without regard to case, as PingOne's own tools compare. */
function bearsName(application, name) {
    return fold((0,json/* stringMember */.sk)(application, 'name') ?? '') === fold(name);
}
function fold(name) {
    return name.trim().normalize('NFC').toLowerCase();
}
function refusedApplication(current, { applicationName, workerClientId }) {
    const refusals = [];
    const id = (0,json/* stringMember */.sk)(current, 'id') ?? '';
    const type = (0,json/* stringMember */.sk)(current, 'type');
    const protocol = (0,json/* stringMember */.sk)(current, 'protocol');
    if (applicationName !== undefined && !bearsName(current, applicationName)) {
        refusals.push(refusal('ANOTHER_NAME', `${nameOf(current)} does not bear the name "${applicationName}".`, 'Check application-id and application-name: one of them names another application.'));
    }
    if (protocol !== 'OPENID_CONNECT') {
        refusals.push(refusal('NOT_AN_OIDC_APPLICATION', `${nameOf(current)} has protocol ${protocol ?? 'unknown'}; only OPENID_CONNECT applications have a token endpoint authentication method.`, 'Check application-id.'));
    }
    if (type?.startsWith('PING_ONE_')) {
        refusals.push(refusal('SYSTEM_APPLICATION', `${nameOf(current)} is a system application of PingOne (type ${type}), which this action does not change.`, 'Check application-id.'));
    }
    const isWorker = workerClientId !== undefined &&
        [id, (0,json/* stringMember */.sk)(current, 'clientId')].some((known) => known?.toLowerCase() === workerClientId.toLowerCase());
    return isWorker ? [...refusals, workerAsTargetError(id)] : refusals;
}
function refusedMethod(current, desired, method) {
    const { excludedGrantTypes, excludedTypes, needsKeys } = METHOD_RULES[method];
    const refusals = [];
    const type = (0,json/* stringMember */.sk)(desired, 'type') ?? '';
    if (excludedTypes.includes(type)) {
        refusals.push(refusal('METHOD_EXCLUDED', `${nameOf(current)} is of type ${type}, and PingOne does not take ${method} for that type.`, 'Use a method that authenticates the client.'));
    }
    const grantTypes = (0,json/* isArray */.cy)(desired.grantTypes) ? desired.grantTypes : [];
    const excluded = excludedGrantTypes.filter((grantType) => grantTypes.includes(grantType));
    if (excluded.length > 0) {
        refusals.push(refusal('METHOD_EXCLUDED', `${nameOf(current)} has the grant type ${excluded.join(' and ')}, with which PingOne does not take ${method}.`, 'Use a method that authenticates the client, or change grantTypes in settings.'));
    }
    const keys = ['jwks', 'jwksUrl'].filter((name) => (0,json/* stringMember */.sk)(desired, name));
    if (needsKeys && keys.length !== 1) {
        refusals.push(refusal('KEYS_NEEDED', `${method} needs exactly one of jwks and jwksUrl, and ${nameOf(current)} would have ${keys.length === 0 ? 'neither' : 'both'}.`, keys.length === 0
            ? "Give the client's public keys by jwks, jwks-file or jwks-url."
            : 'Clear one of them in settings, with null.'));
    }
    return refusals;
}
function refusedDowngrade(current, before, after, { allowDowngrade }) {
    // A method that nobody here knows may authenticate, so leaving it is a downgrade, too.
    const isDowngrade = after === 'NONE' && before !== 'NONE';
    if (!isDowngrade || allowDowngrade)
        return [];
    return [
        refusal('DOWNGRADE', `${nameOf(current)} authenticates by ${before ?? 'an unknown method'}; NONE would let anybody act as this client.`, 'If that is meant, set allow-downgrade: true.')
    ];
}
function aboutStrength(before, after) {
    if (before === undefined || after === undefined)
        return [];
    if (METHOD_RULES[after].strength >= METHOD_RULES[before].strength)
        return [];
    return [`${after} is a weaker method than ${before}. Check that the move is meant.`];
}
/** What the plan brings about anew; a state that is there already is nobody's news. */
function aboutPkce(current, desired) {
    const isOpen = (application) => methodOf(application) === 'NONE' && !enforcesPkce(application);
    // The documentation says so in one place and shows the opposite in others.
    const isDisputed = (application) => methodOf(application) !== 'NONE' && enforcesPkce(application);
    if (isOpen(desired) && !isOpen(current)) {
        return [
            'With NONE and without PKCE enforcement, whoever gets hold of an authorization code can use it. Set pkceEnforcement: S256_REQUIRED in settings.'
        ];
    }
    if (isDisputed(desired) && !isDisputed(current)) {
        return [
            "A part of PingOne's documentation says that enforced PKCE goes with NONE alone. Try the sign-in before you rely on it."
        ];
    }
    return [];
}
function notesOnMove(after) {
    if (after === undefined)
        return [];
    const { authenticates, needsKeys, worksInConsole } = METHOD_RULES[after];
    return [
        `Every client of the application must switch to ${after} at once: PingOne accepts no other method from now on.`,
        'The method also governs introspection, revocation and pushed authorization requests (PAR).',
        ...(needsKeys ? ['The clients sign with the private keys of jwks or jwksUrl.'] : []),
        ...(authenticates && !needsKeys ? ['The client secret stays as it is.'] : []),
        ...(worksInConsole
            ? []
            : [
                "The console's Get Access Token works with CLIENT_SECRET_BASIC and CLIENT_SECRET_POST alone."
            ])
    ];
}
function enforcesPkce(application) {
    return ENFORCED_PKCE.includes((0,json/* stringMember */.sk)(application, 'pkceEnforcement') ?? '');
}
function methodOf(application) {
    return parseAuthMethod((0,json/* stringMember */.sk)(application, 'tokenEndpointAuthMethod') ?? '');
}
function nameOf(application) {
    return `Application "${(0,json/* stringMember */.sk)(application, 'name') ?? ''}" (${(0,json/* stringMember */.sk)(application, 'id') ?? 'no id'})`;
}
function refusal(code, message, hint) {
    return new src_error/* ActionError */.lZ(message, { code, hint });
}

// EXTERNAL MODULE: ./src/secrets.ts
var secrets = __webpack_require__(7194);
;// CONCATENATED MODULE: ./src/pingone/application.ts




/** Whether a text has the form of PingOne's IDs. */
function isUuid(text) {
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
/** Reads the application, again where that may help. Throws an ActionError. */
async function readApplication(api, target) {
    return checkApplication(await api.get(path(target)), target);
}
/** Reads the application once and at once, to learn where a write stands. Throws an ActionError. */
async function rereadApplication(api, target) {
    return checkApplication(await api.getOnce(path(target)), target);
}
/** Replaces the application by `body` and returns what PingOne answers. Throws an ActionError. */
async function updateApplication(api, target, body) {
    return checkApplication(await api.put(path(target), body), target);
}
/** Reads the client secret of the application, masked from here on. Throws an ActionError. */
async function readApplicationSecret(api, target) {
    const secret = (0,json.at)(await api.get(`${path(target)}/secret`), 'secret');
    (0,secrets/* maskSecret */.$)(typeof secret === 'string' ? secret : '');
    if (typeof secret === 'string' && secret !== '')
        return secret;
    throw new src_error/* ActionError */.lZ(`The answer about the secret of application ${target.applicationId} holds none.`, { code: 'INVALID_ANSWER', hint: 'Give application-client-secret.' });
}
/**
 * The address of the application that is wanted: by its ID, or by its name among all applications of
 * the environment, first to the letter, then without regard to case. Throws an ActionError.
 */
async function findApplication(api, wanted) {
    const { environmentId, applicationId, applicationName = '' } = wanted;
    if (applicationId !== undefined)
        return { environmentId, applicationId };
    const applications = await listApplications(api, environmentId);
    const alike = applications.filter((application) => bearsName(application, applicationName));
    const exact = alike.filter(({ name }) => name === applicationName);
    const found = exact.length > 0 ? exact : alike;
    const ids = found.map((application) => (0,json/* stringMember */.sk)(application, 'id') ?? 'no id');
    const [id = ''] = ids;
    if (ids.length === 1 && isUuid(id))
        return { environmentId, applicationId: id.toLowerCase() };
    if (ids.length === 0) {
        throw new src_error/* ActionError */.lZ(`None of the ${applications.length} applications in environment ${environmentId} bears the name "${applicationName}".`, { code: 'NAME_NOT_FOUND', hint: 'Check application-name and environment-id.' });
    }
    throw new src_error/* ActionError */.lZ(`${ids.length} applications in environment ${environmentId} bear the name "${applicationName}": ${ids.join(', ')}.`, { code: 'NAME_NOT_UNIQUE', hint: 'Give application-id.' });
}
/** All applications of an environment, page by page. */
async function listApplications(api, environmentId) {
    const applications = [];
    const queries = new Set();
    for (let query = ''; query !== undefined;) {
        queries.add(query);
        const page = parsePage(await api.get(`/environments/${environmentId}/applications${query}`), environmentId);
        applications.push(...page.applications);
        query = page.next;
        if (query !== undefined && queries.has(query)) {
            throw invalidList(environmentId, 'leads from page to page in a circle');
        }
    }
    return applications;
}
function parsePage(answer, environmentId) {
    const applications = (0,json.at)(answer, '_embedded', 'applications');
    if (!(0,json/* isArray */.cy)(applications) || !applications.every(json/* isObject */.Gv)) {
        throw invalidList(environmentId, 'has not the form of a list');
    }
    const href = (0,json.at)(answer, '_links', 'next', 'href');
    if (href === undefined)
        return { applications, next: undefined };
    // Only the query is taken from the link, so that the token goes nowhere else.
    if (typeof href === 'string' && URL.canParse(href)) {
        return { applications, next: new URL(href).search };
    }
    throw invalidList(environmentId, 'has a link to the next page that is no URL');
}
function invalidList(environmentId, what) {
    return new src_error/* ActionError */.lZ(`The list of the applications in environment ${environmentId} ${what}, so it does not come from PingOne's management API.`, { code: 'INVALID_ANSWER', hint: 'Check region and api-url.' });
}
function path({ environmentId, applicationId }) {
    return `/environments/${environmentId}/applications/${applicationId}`;
}
/** Of an answer that is not what the API promises nobody can say what it did, so `effect` is unknown. */
function checkApplication(answer, target) {
    const problem = findProblem(answer, target);
    if (problem === undefined)
        return answer;
    throw new src_error/* ActionError */.lZ(`The answer for application ${target.applicationId} ${problem}, so it does not come from PingOne's management API.`, {
        code: 'INVALID_ANSWER',
        hint: 'Check region and api-url, and whether a proxy answers in place of PingOne.',
        effect: 'unknown'
    });
}
function findProblem(answer, target) {
    if (answer === undefined)
        return 'is not JSON';
    if (!(0,json/* isObject */.Gv)(answer))
        return 'is not a JSON object';
    if ((0,json/* stringMember */.sk)(answer, 'id')?.toLowerCase() !== target.applicationId) {
        return 'is about another id';
    }
    const environmentId = (0,json.at)(answer, 'environment', 'id');
    if (typeof environmentId !== 'string' || environmentId.toLowerCase() !== target.environmentId) {
        return 'is about another environment';
    }
    const missing = ['name', 'clientId', 'protocol', 'type'].find((name) => (0,json/* stringMember */.sk)(answer, name) === undefined);
    return missing === undefined ? undefined : `has no ${missing}`;
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./src/pingone/retry.ts


const BACKOFF_BASE_MS = 500;
const BACKOFF_CEILING_MS = 30_000;
/**
 * Calls `attempt` again while it throws an ActionError that says that this may help, after the wait
 * that PingOne asked for, whole, or else after an exponentially growing one with jitter. Throws the
 * last error, or one that says that the wait would not end within the time limit.
 */
async function withRetries(attempt, options) {
    for (let retries = 0;; retries += 1) {
        options.signal.throwIfAborted();
        try {
            return await attempt();
        }
        catch (error) {
            if (!(error instanceof src_error/* ActionError */.lZ) || !error.facts.retryable)
                throw error;
            if (retries >= options.maxRetries)
                throw error;
            const delayMs = error.facts.retryAfterMs ?? backoffMs(retries, Math.random());
            if (performance.now() + delayMs > options.deadline)
                throw tooLong(error, delayMs);
            options.onRetry(`${error.message} Try ${retries + 2} of ${options.maxRetries + 1} follows in ${seconds(delayMs)}.`);
            await pause(delayMs, options.signal);
        }
    }
}
/** The wait before retry number `retries` (from 0), `random` being from 0 to below 1. */
function backoffMs(retries, random) {
    const ceiling = Math.min(BACKOFF_BASE_MS * 2 ** retries, BACKOFF_CEILING_MS);
    // Half of it is jitter, so that jobs that were refused together do not come back together.
    return Math.round(ceiling * (0.5 + random / 2));
}
/** Waits; throws the signal's reason when that is aborted meanwhile. */
async function pause(ms, signal) {
    await (0,promises_.setTimeout)(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}
function tooLong(error, delayMs) {
    return error.explained(`${error.message} The next try would be in ${seconds(delayMs)}, after the end of time-limit.`, { hint: 'Run it again later, or raise time-limit.', retryable: false });
}
function seconds(ms) {
    return `${Math.round(ms / 100) / 10} s`;
}

;// CONCATENATED MODULE: ./src/json/differences.ts

/**
 * What differs between two documents, as few and as deep properties as possible, in the order of
 * the first document. Arrays differ as a whole, and not by order; null is the same as absent.
 */
function differences(before, after, parent = '') {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) => {
        const path = `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        return difference(path, own(before, name), own(after, name));
    });
}
function difference(path, before, after) {
    if ((0,json/* isObject */.Gv)(before) && (0,json/* isObject */.Gv)(after))
        return differences(before, after, path);
    if (meaning(path, before) === meaning(path, after))
        return [];
    return [
        {
            path,
            ...(before === undefined ? {} : { before }),
            ...(after === undefined ? {} : { after })
        }
    ];
}
function own(object, name) {
    return Object.hasOwn(object, name) ? (object[name] ?? undefined) : undefined;
}
function meaning(path, value) {
    if (path === '/jwks' && typeof value === 'string')
        return canonicalText(value);
    return value === undefined ? undefined : (0,json/* canonical */.$N)(value);
}
/** PingOne keeps `jwks` as a string that contains JSON; its white space means nothing. */
function canonicalText(text) {
    try {
        return (0,json/* canonical */.$N)((0,json/* parseJson */.qF)(text));
    }
    catch {
        return JSON.stringify(text);
    }
}

;// CONCATENATED MODULE: ./src/json/merge-patch.ts

function mergePatch(target, patch) {
    if (!(0,json/* isObject */.Gv)(patch))
        return patch;
    // A Map, because a member may bear the name of something that objects inherit.
    const members = new Map((0,json/* isObject */.Gv)(target) ? Object.entries(target) : []);
    for (const [name, value] of Object.entries(patch)) {
        if (value === null)
            members.delete(name);
        else
            members.set(name, mergePatch(members.get(name) ?? null, value));
    }
    return Object.fromEntries(members);
}

;// CONCATENATED MODULE: ./src/plan.ts




// PingOne ignores these in a PUT; clientId stands behind a feature flag, so it is left out as well.
const NEVER_SENT = new Set([
    '_links',
    '_embedded',
    'id',
    'environment',
    'createdAt',
    'updatedAt',
    'clientId',
    'assignActorRoles'
]);
// These may move with any write, or say something about the request and not about the application.
const NOT_COMPARED = new Set(['_links', '_embedded', 'updatedAt', 'assignActorRoles']);
/**
 * Plans the change of one application from its document, as PingOne showed it. Throws an
 * AggregateError of one ActionError for each rule that forbids it.
 */
function planChange(current, change, guards) {
    const desired = mergePatch(current, {
        ...change.settings,
        ...keyPatch(change.keys),
        tokenEndpointAuthMethod: change.authMethod
    });
    const changes = differences(current, desired);
    const { refusals, warnings, notes } = judgeChange(current, desired, guards);
    if (refusals.length > 0)
        throw new AggregateError(refusals);
    const hasChanges = changes.length > 0;
    return {
        current,
        desired,
        changes,
        body: bodyOf(desired),
        warnings: hasChanges ? warnings : [],
        notes: hasChanges ? notes : []
    };
}
/** The body of a PUT that makes an application what the document shows. */
function bodyOf(application) {
    return (0,json/* without */.FF)(application, NEVER_SENT);
}
function keyPatch(keys) {
    if (keys === undefined)
        return {};
    return 'jwks' in keys ? { ...keys, jwksUrl: null } : { ...keys, jwks: null };
}
/** Compares the application after the write with the plan. */
function verifyPlan(plan, answer) {
    const cleared = new Map(plan.changes
        .filter(({ after }) => after === undefined)
        .map(({ path, before }) => [path, before]));
    const found = compareApplications(plan.desired, answer);
    const isAddition = ({ path, before, after }) => {
        const wasBefore = cleared.get(path);
        return (before === undefined &&
            // Omitting a property that has a default resets it; one that kept its value was not cleared.
            (wasBefore === undefined || after === undefined || (0,json/* canonical */.$N)(wasBefore) !== (0,json/* canonical */.$N)(after)));
    };
    return {
        mismatches: found.filter((difference) => !isAddition(difference)),
        additions: found.filter(isAddition)
    };
}
/** What differs between two readings of an application, whatever PingOne noted around it. */
function compareApplications(one, other) {
    return differences((0,json/* without */.FF)(one, NOT_COMPARED), (0,json/* without */.FF)(other, NOT_COMPARED));
}
/** Whether two readings show the same application. */
function isSameApplication(one, other) {
    return compareApplications(one, other).length === 0;
}

;// CONCATENATED MODULE: ./src/apply.ts




// A document that was read longer ago may be out of date, and a PUT would undo what came since.
const MAX_READ_AGE_MS = 30_000;
/**
 * Writes a plan that has changes, and returns the application as PingOne shows it afterwards, still
 * to be verified. A write whose effect is unknown is followed by a read: it is done if it is in, sent
 * again if the application is as before, and an error otherwise. `readAt` is when the plan's document
 * was read, on the clock of performance.now().
 */
async function applyPlan(api, target, plan, readAt, maxReadAgeMs = MAX_READ_AGE_MS) {
    let lastRead = readAt;
    let unsettled;
    let moved;
    const isIn = (live) => verifyPlan(plan, live).mismatches.length === 0;
    /** The application if the write is in, undefined if it is as before. */
    const reread = async () => {
        const live = await rereadApplication(api, target);
        lastRead = performance.now();
        if (unsettled !== undefined && isIn(live))
            return live;
        if (!isSameApplication(plan.current, live)) {
            moved = movedError(target, unsettled);
            throw moved;
        }
        unsettled = undefined;
        return undefined;
    };
    const attempt = async () => {
        await api.turn();
        if (unsettled !== undefined || performance.now() - lastRead > maxReadAgeMs) {
            const written = await reread();
            if (written !== undefined)
                return written;
            api.retries.signal.throwIfAborted();
        }
        try {
            return await updateApplication(api, target, plan.body);
        }
        catch (error) {
            if (error instanceof src_error/* ActionError */.lZ && error.facts.effect === 'unknown')
                unsettled = error;
            throw error;
        }
    };
    try {
        return await withRetries(attempt, api.retries);
    }
    catch (error) {
        if (unsettled === undefined || error === moved)
            throw error;
        try {
            const written = await reread();
            if (written !== undefined)
                return written;
        }
        catch (cause) {
            throw cause === moved ? cause : unknownError(error, cause, target);
        }
        throw unwrittenError(error);
    }
}
/** The error of a write of which not even a read could tell how it ended. */
function unknownError(error, cause, { applicationId }) {
    const [{ message, facts }] = (0,src_error/* asActionErrors */.ct)(error);
    return new src_error/* ActionError */.lZ(`${message} Whether application ${applicationId} was changed is not known, as reading it failed, too.`, {
        ...facts,
        hint: 'Look at the application in the PingOne console, or run this step again: it changes nothing that is done.',
        effect: 'unknown',
        cause
    });
}
/** The error of a write that a read showed to have had no effect. */
function unwrittenError(error) {
    const [{ message, facts }] = (0,src_error/* asActionErrors */.ct)(error);
    return new src_error/* ActionError */.lZ(message, { ...facts, effect: 'none' });
}
function movedError({ applicationId }, unsettled) {
    const about = unsettled === undefined
        ? 'since it was read, so it was not written.'
        : 'while a write of this run was under way; it is neither as before nor as planned, and was left so.';
    return new src_error/* ActionError */.lZ(`Somebody else changed application ${applicationId} ${about}`, {
        code: 'APPLICATION_MOVED',
        hint: 'Look at the application, then run this step again.',
        effect: unsettled === undefined ? 'none' : 'unknown'
    });
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./src/fingerprint.ts



/**
 * `sha256:` and hex over what matters of the application as it is and as it is to be. It is the same
 * on any machine and at any time for documents that mean the same, in whatever order.
 */
function fingerprintOf({ current, desired }) {
    const text = [current, desired].map(fingerprint_meaning).join('\n');
    return `sha256:${(0,external_node_crypto_.createHash)('sha256').update(text).digest('hex')}`;
}
function fingerprint_meaning(application) {
    const compared = (0,json/* without */.FF)(application, NOT_COMPARED);
    const jwks = (0,json/* stringMember */.sk)(compared, 'jwks');
    return (0,json/* canonical */.$N)(jwks === undefined ? compared : { ...compared, jwks: parseOrText(jwks) });
}
function parseOrText(jwks) {
    try {
        return (0,json/* parseJson */.qF)(jwks);
    }
    catch {
        return jwks;
    }
}

;// CONCATENATED MODULE: ./src/pingone/region.ts
/** The top-level domains of PingOne's regions, by region code. */
const DOMAINS = {
    NA: 'pingone.com',
    CA: 'pingone.ca',
    EU: 'pingone.eu',
    AU: 'pingone.com.au',
    SG: 'pingone.sg',
    AP: 'pingone.asia'
};
const REGION_CODES = Object.keys(DOMAINS);
/**
 * The endpoints of a region, or at the base URLs given in place of it (without a trailing slash or
 * `/v1`). An authUrl that ends in `/as` is a custom domain.
 */
function regionEndpoints(region, apiUrl, authUrl) {
    const isCustomDomain = authUrl?.endsWith('/as') ?? false;
    return {
        apiUrl: `${apiUrl ?? `https://api.${DOMAINS[region]}`}/v1`,
        authorizationServer: (environmentId) => authUrl !== undefined && isCustomDomain
            ? authUrl
            : `${authUrl ?? `https://auth.${DOMAINS[region]}`}/${environmentId}/as`,
        isCustomDomain,
        region: authUrl === undefined ? region : undefined,
        name: apiUrl === undefined ? `region ${region}` : new URL(apiUrl).host
    };
}

;// CONCATENATED MODULE: ./src/pingone/environment.ts

/**
 * Whether the authorization server knows an environment, by its OpenID Connect discovery document,
 * which needs no credentials. Undefined when that cannot be told. For explaining a failure only.
 */
async function isKnownEnvironment(http, endpoints, environmentId) {
    const url = `${endpoints.authorizationServer(environmentId)}/.well-known/openid-configuration`;
    try {
        const { status } = await http.send({ method: 'GET', url });
        if (status === 200)
            return true;
        return status === 404 || status === 400 ? false : undefined;
    }
    catch {
        return undefined;
    }
}
/**
 * What to do about an environment that the authorization server does not know: the region that knows
 * it, else `advice`. Undefined when it is known, or that cannot be told.
 */
async function hintAtEnvironment(http, endpoints, environmentId, advice) {
    if ((await isKnownEnvironment(http, endpoints, environmentId)) !== false)
        return undefined;
    const { region } = endpoints;
    const elsewhere = region && (await findRegion(http, environmentId, region));
    return elsewhere ? `It is in region ${elsewhere}: set region: ${elsewhere}.` : advice;
}
/** The region other than `region` that knows the environment, if one does. */
async function findRegion(http, environmentId, region) {
    const others = REGION_CODES.filter((code) => code !== region);
    const known = await Promise.all(others.map((code) => isKnownEnvironment(http, regionEndpoints(code, undefined, undefined), environmentId)));
    return others.find((_code, index) => known[index] === true);
}

;// CONCATENATED MODULE: ./src/pingone/explain-access.ts


/**
 * The error in terms of the inputs, where the management API refused who asks (401, 403) or does not
 * know what is asked for (404). Other errors come back as they are.
 */
async function explainAccess(error, operation, wanted, { http, endpoints, worker }) {
    if (!(error instanceof src_error/* ActionError */.lZ))
        return error;
    const who = 'accessToken' in worker ? 'The owner of the access token' : `Worker ${worker.clientId}`;
    switch (error.facts.status) {
        case 401:
            return error.explained(`PingOne does not accept the access token (${endpoints.name}).`, {
                hint: 'accessToken' in worker
                    ? 'It may have expired, which it does an hour after it was issued, or be for another region: fetch a new one, or let the action do it with worker-client-id and its secret.'
                    : 'It was just issued: check that region, api-url and auth-url name the same region.'
            });
        case 403:
            return error.explained(`${who} is not allowed to ${operation} ${applicationOf(wanted)}.`, {
                hint: operation === 'read the secret of'
                    ? 'Give application-client-secret, or give the worker a role with applications:read:secret; it also needs every role that the application has.'
                    : 'Give the worker the role Client Application Developer for that environment, or a custom role with applications:read:application and applications:update:application, and run it again.'
            });
        case 404:
            return explainUnknown(error, wanted, http, endpoints);
        default:
            return error;
    }
}
async function explainUnknown(error, wanted, http, endpoints) {
    const { environmentId } = wanted;
    // A custom domain's authorization server knows its own environment and no other.
    const hint = endpoints.isCustomDomain
        ? undefined
        : await hintAtEnvironment(http, endpoints, environmentId, 'Check environment-id and region.');
    return hint === undefined
        ? error.explained(`There is no ${applicationOf(wanted)} (${endpoints.name}), or the worker has no role there.`, { hint: 'Check application-id, environment-id and the roles of the worker.' })
        : error.explained(`There is no environment ${environmentId}, in which an application was looked for (${endpoints.name}).`, { code: 'UNKNOWN_ENVIRONMENT', hint });
}
function applicationOf({ environmentId, applicationId, applicationName }) {
    return `application ${applicationId ?? `"${applicationName}"`} in environment ${environmentId}`;
}

;// CONCATENATED MODULE: ./src/pingone/client-authentication.ts

// PingOne takes at most an hour; some minutes forgive a clock that goes wrong.
const ASSERTION_LIFETIME_SECONDS = 300;
/**
 * The client authentication of RFC 6749 section 2.3 and RFC 7523 by one of PingOne's methods. What it
 * puts into a request is masked.
 */
async function clientAuthentication(authentication) {
    const oauth = await __webpack_require__.e(/* import() */ 235).then(__webpack_require__.bind(__webpack_require__, 5235));
    const options = {
        [oauth.modifyAssertion](_header, claims) {
            const now = Math.floor(Date.now() / 1000);
            claims.exp = now + ASSERTION_LIFETIME_SECONDS;
            // Optional for PingOne; with a fast clock here it would make the assertion one of the future.
            delete claims.nbf;
        }
    };
    switch (authentication.method) {
        case 'CLIENT_SECRET_BASIC':
            return basic(authentication.secret);
        case 'CLIENT_SECRET_POST':
            return oauth.ClientSecretPost(authentication.secret);
        case 'CLIENT_SECRET_JWT':
            return masked(oauth.ClientSecretJwt(authentication.secret, options));
        case 'PRIVATE_KEY_JWT':
            return masked(oauth.PrivateKeyJwt(authentication.key, options));
    }
}
/**
 * The pair as it is, without the form encoding of RFC 6749 section 2.3.1, which PingOne does not ask
 * for: encoded hyphens, which every client ID has, would be taken for another client.
 */
function basic(secret) {
    return (_server, client, _body, headers) => {
        const credentials = Buffer.from(`${client.client_id}:${secret}`).toString('base64');
        (0,secrets/* maskSecret */.$)(credentials);
        headers.set('authorization', `Basic ${credentials}`);
    };
}
function masked(authenticate) {
    return async (server, client, body, headers) => {
        await authenticate(server, client, body, headers);
        (0,secrets/* maskSecret */.$)(body.get('client_assertion') ?? '');
    };
}

// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(6752);
;// CONCATENATED MODULE: ./src/pingone/connection-error.ts

const UNTRUSTED = [
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'
];
// No byte of the request has left when a connection fails so.
const NOT_CONNECTED = [
    'ECONNREFUSED',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ETIMEDOUT',
    'UND_ERR_CONNECT_TIMEOUT'
];
/** The error for a request that got no answer: which it was, why, whether another try may help. */
function connectionError(cause, circumstances) {
    const { request, host, proxy, timedOutAfterMs } = circumstances;
    const via = proxy === undefined ? '' : ` by way of the proxy ${proxy}`;
    if (timedOutAfterMs !== undefined) {
        return new src_error/* ActionError */.lZ(`${request}${via} got no answer within ${timedOutAfterMs / 1000} s.`, {
            code: 'TIMEOUT',
            hint: 'Run it again; raise request-timeout if the network is slow.',
            retryable: true,
            effect: 'unknown',
            cause
        });
    }
    const code = codeOf(cause);
    const proxyStatus = /^Prox.*\((\d{3})\)/.exec(cause instanceof Error ? cause.message : '')?.[1];
    if (proxyStatus !== undefined || code === 'UND_ERR_PRX_TLS' || code === 'UND_ERR_PRX_CONN') {
        return proxyError(proxy ?? host, request, proxyStatus, cause);
    }
    if (UNTRUSTED.includes(code)) {
        return new src_error/* ActionError */.lZ(`${host} showed a certificate of an authority that this runner does not trust (${code}).`, {
            code,
            hint: 'If a proxy of your own inspects TLS, set NODE_EXTRA_CA_CERTS in env: to the path of its CA certificate in PEM.',
            cause
        });
    }
    if (code.startsWith('ERR_TLS') || code.startsWith('ERR_SSL') || code.startsWith('CERT_')) {
        return new src_error/* ActionError */.lZ(`${host} and this runner could not agree on TLS (${code}).`, {
            code,
            hint: 'Check api-url and auth-url, the clock of the runner, and whether something inspects TLS on the way; a CA of your own goes into NODE_EXTRA_CA_CERTS.',
            cause
        });
    }
    if (code === 'ENOTFOUND') {
        return new src_error/* ActionError */.lZ(`The name of ${proxy ?? host} cannot be resolved.`, {
            code,
            hint: 'Check region, api-url and auth-url, and whether this runner needs HTTPS_PROXY.',
            cause
        });
    }
    if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') {
        return new src_error/* ActionError */.lZ(`${request} got an answer that is too large to come from PingOne.`, {
            code,
            hint: 'Check api-url and auth-url.',
            effect: 'unknown',
            cause
        });
    }
    const isUnsent = NOT_CONNECTED.includes(code);
    const what = isUnsent ? 'could not reach the server' : 'lost its connection before the answer';
    return new src_error/* ActionError */.lZ(`${request}${via} ${what} (${code}).`, {
        code,
        hint: 'Run it again; if it goes on, check the network of the runner and whether it needs HTTPS_PROXY.',
        retryable: true,
        effect: isUnsent ? 'none' : 'unknown',
        cause
    });
}
function proxyError(proxy, request, status, cause) {
    const isRefusal = status?.startsWith('4') ?? false;
    const answer = status === undefined ? 'failed' : `answered ${status}`;
    return new src_error/* ActionError */.lZ(`The proxy ${proxy} ${answer}, so ${request} was not sent.`, {
        code: 'PROXY',
        hint: status === '407'
            ? 'Put the right user and password into HTTPS_PROXY, percent-encoded.'
            : 'Check HTTPS_PROXY and NO_PROXY, and whether the proxy lets this host through.',
        retryable: !isRefusal,
        cause
    });
}
/** The system's, Node's or undici's code of an error; for several addresses tried, that of the first. */
function codeOf(cause) {
    const error = cause instanceof AggregateError ? cause.errors[0] : cause;
    if (!(error instanceof Error))
        return 'UNKNOWN';
    return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

;// CONCATENATED MODULE: ./src/pingone/proxy.ts


/**
 * Reads the proxy variables in either case and masks the credentials in them, as they stand there and
 * as they go into the header. An empty variable is none, and a proxy without a scheme is an HTTP
 * proxy; the runner has both rules as well. Throws an ActionError on a value that is no URL.
 */
function proxySettings(environment) {
    const read = (name) => environment[name.toLowerCase()]?.trim() || environment[name]?.trim() || '';
    return {
        httpProxy: proxyUrl('HTTP_PROXY', read('HTTP_PROXY')),
        httpsProxy: proxyUrl('HTTPS_PROXY', read('HTTPS_PROXY')),
        noProxy: read('NO_PROXY')
    };
}
/** The proxy that stands before an origin, as host and port without its credentials, for messages. */
function proxyFor(settings, origin) {
    const isHttps = origin.protocol === 'https:';
    const proxy = (isHttps && settings.httpsProxy) || settings.httpProxy;
    return proxy === '' ? undefined : new URL(proxy).host;
}
function proxyUrl(variable, text) {
    if (text === '')
        return '';
    const address = text.includes('://') ? text : `http://${text}`;
    try {
        const url = new URL(address);
        (0,secrets/* maskSecret */.$)(url.password);
        const [username, password] = [url.username, url.password].map(decodeURIComponent);
        (0,secrets/* maskSecret */.$)(password ?? '');
        if (username)
            (0,secrets/* maskSecret */.$)(Buffer.from(`${username}:${password ?? ''}`).toString('base64'));
        return address;
    }
    catch (cause) {
        throw new src_error/* ActionError */.lZ(`${variable} is not the URL of a proxy.`, {
            code: 'INVALID_PROXY',
            hint: 'Write it like http://proxy.example.com:8080, with special characters of a password percent-encoded.',
            cause
        });
    }
}

;// CONCATENATED MODULE: ./src/pingone/http.ts



// An application is some kilobytes; nothing that answers with more than this is PingOne.
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
/** Opens a client that keeps its connections for the run; close it, or the process does not end. */
function openHttp({ requestTimeoutMs, proxies, headers }) {
    // Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in a runner's environment has no effect.
    const tls = { rejectUnauthorized: true, timeout: requestTimeoutMs };
    const dispatcher = new undici/* EnvHttpProxyAgent */.J2({
        ...proxies,
        // Requests follow one another. A pool would open a second connection, as it takes the first for
        // busy until a tick after its answer.
        connections: 1,
        connect: tls,
        requestTls: tls,
        proxyTls: tls,
        maxResponseSize: MAX_ANSWER_BYTES
    });
    const correlationIds = [];
    return {
        correlationIds,
        close: () => dispatcher.destroy(),
        async send(request) {
            const timeout = AbortSignal.timeout(requestTimeoutMs);
            try {
                const answer = await (0,undici/* request */.Em)(request.url, {
                    dispatcher,
                    method: request.method,
                    headers: { ...request.headers, ...headers },
                    body: request.body ?? null,
                    signal: request.signal ? AbortSignal.any([timeout, request.signal]) : timeout
                });
                const correlationId = single(answer.headers['correlation-id']);
                if (correlationId !== undefined)
                    correlationIds.push(correlationId);
                return {
                    status: answer.statusCode,
                    text: await answer.body.text(),
                    correlationId,
                    retryAfterMs: parseRetryAfter(single(answer.headers['retry-after']), Date.now())
                };
            }
            catch (cause) {
                request.signal?.throwIfAborted();
                throw failure(cause, request, timeout.aborted);
            }
        }
    };
    function failure(cause, request, timedOut) {
        const url = new URL(request.url);
        return connectionError(cause, {
            request: describeRequest(request),
            host: url.host,
            proxy: proxyFor(proxies, url),
            timedOutAfterMs: timedOut ? requestTimeoutMs : undefined
        });
    }
}
/** A request as it may stand in a message: without query and body. */
function describeRequest({ method, url }) {
    const { host, pathname } = new URL(url);
    return `${method} ${host}${pathname}`;
}
/** The wait in milliseconds that a `Retry-After` header asks for (RFC 9110 section 10.2.3). */
function parseRetryAfter(value, now) {
    if (value === undefined)
        return undefined;
    if (/^\d+$/.test(value))
        return Number(value) * 1000;
    // Date.parse takes far more than an HTTP-date, which begins with the day's name.
    const date = /^[A-Z][a-z]/.test(value) ? Date.parse(value) : Number.NaN;
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
function single(value) {
    return Array.isArray(value) ? value[0] : value;
}

;// CONCATENATED MODULE: ./src/pingone/answer-error.ts



// PingOne's best practices name these as worth another try.
const RETRYABLE_STATUSES = [408, 429, 500, 502, 503, 504];
/** The error for an answer of the management API that is not a success: code, message, details. */
function answerError(request, answer) {
    const { status, retryAfterMs } = answer;
    const body = parseBody(answer.text);
    const fields = (0,json/* isObject */.Gv)(body) ? body : {};
    const code = (0,json/* stringMember */.sk)(fields, 'code') ?? (0,json/* stringMember */.sk)(fields, 'error');
    const message = (0,json/* stringMember */.sk)(fields, 'message') ?? (0,json/* stringMember */.sk)(fields, 'error_description');
    const details = (0,json/* isArray */.cy)(fields.details) ? fields.details.flatMap(parseDetail) : [];
    const words = [message, ...details.map(describeDetail)].filter((text) => text !== undefined);
    const isRedirect = status >= 300 && status < 400;
    return new src_error/* ActionError */.lZ([
        `${describeRequest(request)} was answered with ${status}${code === undefined ? '' : ` ${code}`}.`,
        ...words
    ].join(' '), {
        code: code ?? `HTTP_${status}`,
        hint: isRedirect
            ? 'A redirect is not followed, as it would carry the credentials elsewhere; check api-url and auth-url.'
            : defaultHint(status),
        status,
        pingOneErrorId: (0,json/* stringMember */.sk)(fields, 'id'),
        correlationId: answer.correlationId,
        details,
        retryable: RETRYABLE_STATUSES.includes(status),
        retryAfterMs,
        // A success of another kind than promised may have had any effect.
        effect: status < 300 || status === 408 || status >= 500 ? 'unknown' : 'none'
    });
}
function defaultHint(status) {
    if (status === 429) {
        return 'The request limit of the licence is used up; run it again later or lower requests-per-minute.';
    }
    if (status >= 500 || status === 408)
        return 'Run it again later; PingOne may be disturbed.';
    return 'Correct what the message names and run it again.';
}
/** The JSON of a body, or undefined when it is none. */
function parseBody(text) {
    try {
        return (0,json/* parseJson */.qF)(text);
    }
    catch {
        return undefined;
    }
}
function parseDetail(value) {
    if (!(0,json/* isObject */.Gv)(value))
        return [];
    // The documentation spells it in both ways.
    const inner = value.innerError ?? value.innererror;
    const allowed = (0,json/* isObject */.Gv)(inner) ? inner.allowedValues : undefined;
    return [
        {
            ...optional('code', (0,json/* stringMember */.sk)(value, 'code')),
            ...optional('target', (0,json/* stringMember */.sk)(value, 'target')),
            ...optional('message', (0,json/* stringMember */.sk)(value, 'message')),
            ...optional('allowedValues', (0,json/* isArray */.cy)(allowed) ? allowed.filter((entry) => typeof entry === 'string') : undefined)
        }
    ];
}
function describeDetail({ code, target, message, allowedValues }) {
    const subject = target === undefined ? '' : `${target}: `;
    const allowed = allowedValues?.length ? ` Allowed: ${allowedValues.join(', ')}.` : '';
    return `${subject}${message ?? code ?? 'no message.'}${allowed}`;
}
function optional(name, value) {
    return value === undefined ? {} : { [name]: value };
}

;// CONCATENATED MODULE: ./src/pingone/oauth-exchange.ts


/**
 * Sends what oauth4webapi composed, once, with the credentials in it masked. Answers other than 200
 * are thrown as ActionErrors, so that nobody else has to read their bodies.
 */
function oauthFetch(http, signal) {
    return async (url, { headers, body }) => {
        const request = { method: 'POST', url, headers, body: String(body), signal };
        (0,secrets/* maskSecret */.$)(new URLSearchParams(request.body).get('client_secret') ?? '');
        (0,secrets/* maskSecret */.$)(/(?:^|&)client_secret=([^&]*)/.exec(request.body)?.[1] ?? '');
        const answer = await http.send(request);
        if (answer.status !== 200)
            throw answerError(request, answer);
        return new Response(answer.text, { headers: { 'content-type': 'application/json' } });
    };
}

;// CONCATENATED MODULE: ./src/pingone/introspection.ts




/** How long a new method or new keys may take until PingOne's authorization server goes by them. */
const PROPAGATION_LIMIT_MS = 60_000;
const LONGEST_WAIT_RETRIES = 4;
// No token: an application that proves who it is learns that it is not active (RFC 7662 section 2.2).
const WORTHLESS_TOKEN = 'not-a-token';
/**
 * Proves that a client can authenticate, by asking the introspection endpoint about a worthless token
 * in its name. Waits while the answer may be that of a method or of keys that are not in effect yet.
 * `server` is the base of the authorization server, `…/as`. Throws an ActionError.
 */
async function proveClientAuthentication(http, server, clientId, authentication, retries) {
    const end = performance.now() + PROPAGATION_LIMIT_MS;
    for (let waits = 0;; waits += 1) {
        try {
            await withRetries(() => introspect(http, server, clientId, authentication, retries.signal), retries);
            return;
        }
        catch (error) {
            if (!(error instanceof src_error/* ActionError */.lZ))
                throw error;
            // Its words are right; only its status would be taken for the management API's.
            if (error.facts.code !== 'invalid_client')
                throw error.explained(error.message, {});
            const isOtherMethod = /unsupported authentication method/i.test(error.message);
            // A secret that is refused is wrong; keys may be on their way like the method itself.
            const mayPass = isOtherMethod || authentication.method === 'PRIVATE_KEY_JWT';
            const delayMs = backoffMs(Math.min(waits, LONGEST_WAIT_RETRIES), Math.random());
            if (!mayPass || performance.now() + delayMs > Math.min(end, retries.deadline)) {
                throw refusedError(error, clientId, authentication, isOtherMethod);
            }
            retries.onRetry(`Client ${clientId} cannot authenticate by ${authentication.method} yet. The next look follows in ${Math.round(delayMs / 100) / 10} s.`);
            await pause(delayMs, retries.signal);
        }
    }
}
async function introspect(http, issuer, clientId, authentication, signal) {
    const oauth = await __webpack_require__.e(/* import() */ 235).then(__webpack_require__.bind(__webpack_require__, 5235));
    const server = { issuer, introspection_endpoint: `${issuer}/introspect` };
    const client = { client_id: clientId };
    const authenticate = await clientAuthentication(authentication);
    const response = await oauth.introspectionRequest(server, client, authenticate, WORTHLESS_TOKEN, {
        [oauth.allowInsecureRequests]: true,
        [oauth.customFetch]: oauthFetch(http, signal)
    });
    try {
        await oauth.processIntrospectionResponse(server, client, response);
    }
    catch (cause) {
        throw new src_error/* ActionError */.lZ(`The introspection endpoint at ${new URL(issuer).host} gave an answer that is none of RFC 7662.`, { code: 'INVALID_ANSWER', hint: 'Check region and auth-url.', cause });
    }
}
function refusedError(error, clientId, { method }, isOtherMethod) {
    if (isOtherMethod) {
        return error.explained(`PingOne's authorization server still expects another method than ${method} of client ${clientId}.`, { hint: 'The change may need more time to take effect: run it again later.' });
    }
    return error.explained(`PingOne does not accept the credentials of client ${clientId} with ${method}.`, {
        hint: method === 'PRIVATE_KEY_JWT'
            ? 'Check that application-private-key belongs to one of the public keys of the application, under the same kid.'
            : 'Check application-client-secret; without it, the worker reads the secret itself.'
    });
}

;// CONCATENATED MODULE: ./src/verify.ts






/** Compares an answer with the plan. Returns what newly appeared; throws an ActionError of the rest. */
function verifyAnswer(plan, answer, whose) {
    const { mismatches, additions } = verifyPlan(plan, answer);
    if (mismatches.length === 0)
        return additions;
    const differing = mismatches.map(({ path }) => path).join(', ');
    throw new src_error/* ActionError */.lZ(`PingOne took the write to application ${(0,json/* stringMember */.sk)(answer, 'id')}, but ${whose} shows it otherwise than planned in: ${differing}.`, {
        code: 'VERIFICATION_FAILED',
        hint: 'Compare these properties with the log.',
        details: mismatches.map(({ path }) => ({ target: path }))
    });
}
/** Reads the application again and compares it with the plan. Throws an ActionError. */
async function verifyReading(api, target, plan) {
    const live = await readApplication(api, target);
    verifyAnswer(plan, live, 'a later reading');
    return live;
}
/** Verifies beyond the answer to the write, as far as the level asks for. Throws an ActionError. */
async function verifyFurther(api, target, plan, verification, context) {
    if (verification.level === 'response')
        return;
    const live = await verifyReading(api, target, plan);
    if (verification.level !== 'client-authentication')
        return;
    const { authentication } = verification;
    const credentials = authentication.method === 'PRIVATE_KEY_JWT' || 'secret' in authentication
        ? authentication
        : { ...authentication, secret: await readSecret(api, target, context) };
    await proveClientAuthentication(context.http, context.endpoints.authorizationServer(target.environmentId), (0,json/* stringMember */.sk)(live, 'clientId') ?? target.applicationId, credentials, api.retries);
}
async function readSecret(api, target, context) {
    try {
        return await readApplicationSecret(api, target);
    }
    catch (error) {
        throw await explainAccess(error, 'read the secret of', { ...target, applicationName: undefined }, context);
    }
}

;// CONCATENATED MODULE: ./src/roll-back.ts




/**
 * Puts an application back as it was before a plan was carried out, and verifies that as the write was
 * verified, short of authenticating as the application.
 * `live` is how it is now, and `answer` how PingOne showed it after the write of this run: what is
 * neither that nor as planned is somebody else's change, and is left alone. Throws an ActionError.
 */
async function rollBack(api, target, plan, answer, live, level) {
    const isOurs = isSameApplication(answer, live) || verifyPlan(plan, live).mismatches.length === 0;
    if (!isOurs) {
        throw new src_error/* ActionError */.lZ(`Somebody else changed application ${target.applicationId} after the write of this run, so it was not put back.`, {
            code: 'APPLICATION_MOVED',
            hint: 'Restore by hand what is listed, where that is still right.'
        });
    }
    const back = planBack(plan.current, live);
    const restored = await applyPlan(api, target, back, performance.now());
    verifyAnswer(back, restored, "PingOne's answer");
    return level === 'response' ? restored : verifyReading(api, target, back);
}
function planBack(before, live) {
    return {
        current: live,
        desired: before,
        changes: compareApplications(live, before),
        body: bodyOf(before),
        warnings: [],
        notes: []
    };
}

;// CONCATENATED MODULE: ./src/change-application.ts








/** Carries out the task for one application. Failures are in the result. */
async function changeApplication(task, context) {
    const start = performance.now();
    const { known, prepared } = await prepare(task, context);
    const { mode } = task;
    const end = prepared === undefined || mode.name !== 'apply'
        ? known
        : await apply(mode, prepared, known, context);
    return { ...end, durationMs: Math.round(performance.now() - start) };
}
/** Reads and plans. There is something prepared when there is a change that may be applied. */
async function prepare({ wanted, change, guards, mode }, context) {
    let known = {
        environmentId: wanted.environmentId,
        applicationId: wanted.applicationId,
        status: 'failed',
        isChanged: false,
        changes: [],
        warnings: [],
        notes: [],
        additions: [],
        toRestore: [],
        correlationIds: context.http.correlationIds,
        startedAt: new Date(),
        errors: []
    };
    try {
        const target = await findApplication(mode.api, wanted);
        known = { ...known, ...target };
        const before = await readApplication(mode.api, target);
        const readAt = performance.now();
        known = { ...known, before, after: before };
        const plan = planChange(before, change, guards);
        const { changes, warnings, notes } = plan;
        const fingerprint = fingerprintOf(plan);
        known = { ...known, changes, fingerprint, warnings, notes };
        if (mode.name === 'apply')
            refuseStalePlan(mode.expectedFingerprint, fingerprint, target);
        if (changes.length === 0)
            return { known: { ...known, status: 'unchanged' } };
        if (mode.name === 'check') {
            return {
                known: { ...known, status: 'drifted', notes: [], errors: [driftError(target, changes)] }
            };
        }
        return { known: { ...known, status: 'planned' }, prepared: { target, plan, readAt } };
    }
    catch (cause) {
        return { known: await fail(cause, 'read', known, wanted.applicationName, context) };
    }
}
/** Writes, verifies, and puts back what could not be verified. */
async function apply(mode, { target, plan, readAt }, known, context) {
    let answer;
    try {
        answer = await applyPlan(mode.api, target, plan, readAt);
    }
    catch (cause) {
        const { after, ...failed } = await fail(cause, 'update', known, undefined, context);
        const isUnknown = failed.errors.some(({ facts }) => facts.effect === 'unknown');
        return isUnknown ? { ...failed, isChanged: undefined } : { ...failed, ...(after && { after }) };
    }
    let seen = { ...known, after: answer, isChanged: !isSameApplication(plan.current, answer) };
    try {
        seen = { ...seen, additions: verifyAnswer(plan, answer, "PingOne's answer") };
        await verifyFurther(mode.api, target, plan, mode.verification, context);
        return { ...seen, status: 'changed' };
    }
    catch (cause) {
        return undo(mode, target, plan, answer, await fail(cause, 'read', seen, undefined, context));
    }
}
async function fail(cause, operation, known, applicationName, context) {
    const { environmentId, applicationId } = known;
    const wanted = { environmentId, applicationId, applicationName };
    const errors = (0,src_error/* asActionErrors */.ct)(await explainAccess(cause, operation, wanted, context));
    // What the change would mean is of no interest any more.
    return { ...known, status: 'failed', notes: [], errors };
}
/** After a write that could not be verified: sees how the application is, and puts it back if asked to. */
async function undo(mode, target, plan, answer, known) {
    let live;
    try {
        live = await readApplication(mode.rollbackApi, target);
    }
    catch (cause) {
        const { after: _, ...unknown } = known;
        const failed = {
            ...unknown,
            isChanged: undefined,
            errors: [...known.errors, ...(0,src_error/* asActionErrors */.ct)(cause)]
        };
        return mode.rollsBack && !mode.isCancelled()
            ? {
                ...failed,
                status: 'rollback-failed',
                toRestore: compareApplications(plan.desired, plan.current)
            }
            : failed;
    }
    const isChanged = !isSameApplication(plan.current, live);
    const seen = { ...known, after: live, isChanged };
    // A cancelled run starts nothing new, and so no rollback either.
    if (!isChanged || !mode.rollsBack || mode.isCancelled())
        return seen;
    try {
        const { level } = mode.verification;
        const after = await rollBack(mode.rollbackApi, target, plan, answer, live, level);
        return {
            ...seen,
            status: 'rolled-back',
            after,
            isChanged: !isSameApplication(plan.current, after)
        };
    }
    catch (cause) {
        return {
            ...seen,
            status: 'rollback-failed',
            toRestore: compareApplications(live, plan.current),
            errors: [...known.errors, ...(0,src_error/* asActionErrors */.ct)(cause)]
        };
    }
}
function refuseStalePlan(expected, fingerprint, { applicationId }) {
    if (expected === undefined || expected === fingerprint)
        return;
    throw new src_error/* ActionError */.lZ(`The plan that expected-fingerprint stands for is out of date: application ${applicationId} or what is asked of it is no longer what was planned.`, {
        code: 'STALE_PLAN',
        hint: 'Run mode: plan again, and have the new plan approved.'
    });
}
function driftError({ applicationId }, changes) {
    return new src_error/* ActionError */.lZ(`Application ${applicationId} differs from what is asked in: ${changes.map(({ path }) => path).join(', ')}.`, { code: 'DRIFT', hint: 'Run mode: apply to change it, or correct what is asked.' });
}

;// CONCATENATED MODULE: ./src/settings.ts


const READ_ONLY = [
    'id',
    'environment',
    'clientId',
    'clientSecret',
    'createdAt',
    'updatedAt',
    'assignActorRoles',
    '_links',
    '_embedded',
    'type',
    'protocol'
];
/** Properties that have an input of their own, and whether settings may at least clear them. */
const OWNED = {
    tokenEndpointAuthMethod: { input: 'auth-method', clearable: false },
    jwks: { input: 'jwks or jwks-file', clearable: true },
    jwksUrl: { input: 'jwks-url', clearable: true }
};
// Names that reach into a JavaScript object's prototype in less careful programs further on.
const UNSAFE_NAMES = ['__proto__', 'constructor', 'prototype'];
/**
 * Parses the input `settings`, a YAML or JSON mapping that is a JSON Merge Patch (RFC 7396).
 * Throws an ActionError that names the line and column, or the property that is refused.
 */
async function parseSettings(text) {
    const settings = await parseYaml(text);
    if (!(0,json/* isObject */.Gv)(settings)) {
        throw (0,src_error/* inputError */.Xu)('settings must be a mapping of properties.', 'Write it like "description: Signs in with its own key".');
    }
    for (const [name, value] of Object.entries(settings))
        refuseProperty(name, value);
    refuseUnsafeNames(settings);
    return settings;
}
function refuseProperty(name, value) {
    if (READ_ONLY.includes(name)) {
        throw (0,src_error/* inputError */.Xu)(`settings must not contain "${name}", which PingOne does not let a write change.`, 'Remove it.');
    }
    const owner = Object.hasOwn(OWNED, name) ? OWNED[name] : undefined;
    if (owner !== undefined && !(owner.clearable && value === null)) {
        const exception = owner.clearable ? ' (settings may only clear it, with null)' : '';
        throw (0,src_error/* inputError */.Xu)(`settings must not contain "${name}"${exception}.`, `Use the input ${owner.input} for it.`);
    }
}
function refuseUnsafeNames(value) {
    if ((0,json/* isArray */.cy)(value))
        value.forEach(refuseUnsafeNames);
    if (!(0,json/* isObject */.Gv)(value))
        return;
    for (const [name, member] of Object.entries(value)) {
        if (UNSAFE_NAMES.includes(name)) {
            throw (0,src_error/* inputError */.Xu)(`settings must not contain "${name}" at any depth.`, 'Remove it.');
        }
        refuseUnsafeNames(member);
    }
}
async function parseYaml(text) {
    const { isScalar, LineCounter, parseDocument, visit } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    const lineCounter = new LineCounter();
    const document = parseDocument(text, {
        lineCounter,
        prettyErrors: false,
        resolveKnownTags: false
    });
    // A warning is a tag outside of YAML 1.2's core schema, whose value JSON cannot express.
    const problem = document.errors[0] ?? document.warnings[0];
    const at = (offset) => {
        const { line, col } = lineCounter.linePos(offset);
        return `line ${line}, column ${col}`;
    };
    if (problem !== undefined) {
        throw (0,src_error/* inputError */.Xu)(`settings is not valid YAML or JSON at ${at(problem.pos[0])}: ${problem.message.split('\n')[0]}.`, 'Correct the text.');
    }
    visit(document, {
        Scalar(_key, node) {
            if (typeof node.value !== 'number')
                return;
            if (!Number.isFinite(node.value)) {
                throw (0,src_error/* inputError */.Xu)(`settings has a number at ${at(node.range?.[0] ?? 0)} that JSON cannot express.`, 'Use a finite number.');
            }
            if (isScalar(node) && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(node.source ?? '')) {
                node.value = (0,json/* exactNumber */.rf)(node.source ?? '');
            }
        }
    });
    try {
        return document.toJS();
    }
    catch {
        throw (0,src_error/* inputError */.Xu)('settings uses more aliases than is safe to expand.', 'Write the values out.');
    }
}

// EXTERNAL MODULE: ./node_modules/leven/index.js
var leven = __webpack_require__(7785);
;// CONCATENATED MODULE: ./src/inputs/declared.ts

/** The inputs that action.yml declares; a test keeps the two the same. */
const DECLARED_INPUTS = [
    'environment-id',
    'application-id',
    'application-name',
    'manifest',
    'shard',
    'auth-method',
    'jwks',
    'jwks-file',
    'jwks-url',
    'settings',
    'worker-client-id',
    'worker-client-secret',
    'worker-private-key',
    'worker-auth-method',
    'worker-environment-id',
    'access-token',
    'region',
    'api-url',
    'auth-url',
    'mode',
    'expected-fingerprint',
    'allow-downgrade',
    'verify',
    'application-client-secret',
    'application-private-key',
    'on-failure',
    'request-timeout',
    'max-retries',
    'time-limit',
    'concurrency',
    'requests-per-minute',
    'comment',
    'github-token'
];
// What other tools call things that have another name here.
const FAMILIAR_NAMES = {
    'dry-run': 'mode: plan',
    dryrun: 'mode: plan',
    plan: 'mode: plan',
    check: 'mode: check',
    method: 'auth-method',
    'token-endpoint-auth-method': 'auth-method',
    timeout: 'request-timeout or time-limit',
    retries: 'max-retries',
    environment: 'environment-id',
    application: 'application-id'
};
// More than one edit in three letters makes another word.
const LETTERS_PER_EDIT = 3;
/** Refuses inputs that nobody declared: the runner only warns of them, and a typo would do the real thing. */
function refuseUndeclared(reader, environment) {
    for (const variable of Object.keys(environment).sort()) {
        if (!variable.toUpperCase().startsWith('INPUT_'))
            continue;
        const name = variable.slice('INPUT_'.length).toLowerCase();
        if (DECLARED_INPUTS.includes(name))
            continue;
        const suggestion = suggestInput(name);
        reader.refuse(`${name} is not an input of this action.`, suggestion === undefined
            ? 'Remove it; the README lists the inputs.'
            : `Did you mean ${suggestion}?`);
    }
}
/** The input that a misspelt name is likely to stand for. */
function suggestInput(name) {
    const kebab = name.replaceAll('_', '-');
    if (Object.hasOwn(FAMILIAR_NAMES, kebab))
        return FAMILIAR_NAMES[kebab];
    const byDistance = DECLARED_INPUTS.map((input) => ({ input, edits: (0,leven/* default */.A)(kebab, input) }));
    const [nearest] = byDistance.sort((one, other) => one.edits - other.edits);
    if (nearest !== undefined && nearest.edits * LETTERS_PER_EDIT <= kebab.length)
        return nearest.input;
    return DECLARED_INPUTS.find((input) => input.endsWith(`-${kebab}`));
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./src/inputs/keys.ts



const MAX_FILE_BYTES = 1024 * 1024;
/**
 * Reads the public keys of the application, at most one of jwks, jwks-file and jwks-url. Undefined when
 * none is given or what is given is refused.
 */
async function readKeys(reader, settings) {
    const [input, ...more] = ['jwks', 'jwks-file', 'jwks-url'].filter((name) => reader.text(name));
    if (input === undefined)
        return undefined;
    const property = input === 'jwks-url' ? 'jwksUrl' : 'jwks';
    if (more.length > 0) {
        reader.refuse(`${[input, ...more].join(' and ')} contradict each other: an application has one source of keys.`, 'Give one of them.');
    }
    else if (Object.hasOwn(settings, property)) {
        reader.refuse(`${input} contradicts settings, which clears "${property}".`, `Remove "${property}" from settings, or ${input}.`);
    }
    else if (input === 'jwks-url') {
        return readUrl(reader, reader.text(input));
    }
    else {
        return reader.collect(async () => {
            const text = input === 'jwks' ? reader.text(input) : await readKeyFile(reader.text(input));
            const { readPublicKeys } = await Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(184)]).then(__webpack_require__.bind(__webpack_require__, 1184));
            const { jwks, warnings } = await readPublicKeys(text, input);
            reader.warnings.push(...warnings);
            return { jwks };
        });
    }
    return undefined;
}
function readUrl(reader, text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url?.protocol === 'https:' && !url.username && !url.password)
        return { jwksUrl: text };
    reader.refuse('jwks-url must be an https URL without credentials.', 'Write it like https://keys.example.com/jwks.json.');
    return undefined;
}
/** Reads a file below the workspace, or at an absolute path. Throws an ActionError. */
async function readKeyFile(path) {
    const file = (0,external_node_path_.resolve)(process.env.GITHUB_WORKSPACE || process.cwd(), path);
    try {
        const { size } = await (0,external_node_fs_promises_.stat)(file);
        if (size <= MAX_FILE_BYTES)
            return await (0,external_node_fs_promises_.readFile)(file, 'utf8');
    }
    catch (cause) {
        const code = cause instanceof Error && 'code' in cause ? cause.code : 'unknown error';
        throw (0,src_error/* inputError */.Xu)(`jwks-file cannot be read: "${path}" (${code}).`, 'The path is relative to the workspace, which is empty before actions/checkout.', cause);
    }
    throw (0,src_error/* inputError */.Xu)(`jwks-file is too large for a set of keys: "${path}".`, 'Check the path.');
}

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 14 modules
var core = __webpack_require__(6421);
;// CONCATENATED MODULE: ./src/inputs/reader.ts




/**
 * Reads single inputs and collects what is wrong with them, so that a user learns of all mistakes at
 * once. A method that finds a mistake returns a stand-in, which must not be used.
 */
class InputReader {
    mistakes = [];
    /** Sentences about what is not wrong but may be a mistake. */
    warnings = [];
    /** Notes a mistake: a sentence that names the input, and one that says what to do. */
    refuse(message, hint) {
        this.mistakes.push((0,src_error/* inputError */.Xu)(message, hint));
    }
    /** What `read` returns, or undefined when it throws an ActionError, which is noted as a mistake. */
    async collect(read) {
        try {
            return await read();
        }
        catch (error) {
            if (!(error instanceof src_error/* ActionError */.lZ))
                throw error;
            this.mistakes.push(error);
            return undefined;
        }
    }
    /** The client authentication by a private key; undefined when the key is refused. */
    signingKey(text, name) {
        return this.collect(async () => {
            const { importPrivateKey } = await Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(361)]).then(__webpack_require__.bind(__webpack_require__, 1361));
            return { method: 'PRIVATE_KEY_JWT', key: await importPrivateKey(text, name) };
        });
    }
    /** The input without white space around it; '' when it is not given, as the runner has it. */
    text(name) {
        return (0,core/* getInput */.V4)(name);
    }
    /** A credential, masked in the log from here on; '' when it is not given. */
    secret(name, variable) {
        (0,secrets/* maskSecret */.$)((0,core/* getInput */.V4)(name));
        if (variable !== undefined)
            (0,secrets/* maskSecret */.$)(fromEnvironment(variable));
        const given = this.#given(name, variable);
        if (given.value !== '' && given.value.length < secrets/* SHORTEST_SECRET */.c) {
            this.refuse(`${given.source} holds ${given.value.length} characters, too few for a credential.`, 'Check the secret that it is filled from.');
        }
        return given;
    }
    /** A UUID in lower case, as PingOne writes them; '' when it is not given. */
    uuid(name, variable) {
        const { value, source } = this.#given(name, variable);
        if (value !== '' && !isUuid(value)) {
            this.refuse(`${source} must be a UUID like abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6.`, 'Copy the ID from the PingOne console.');
        }
        return value.toLowerCase();
    }
    requiredUuid(name) {
        const value = this.uuid(name);
        if (value === '')
            this.required(name);
        return value;
    }
    required(name) {
        this.refuse(`${name} is required and is empty.`, 'Set it in the step; if it comes from a variable, check that the variable exists where the job runs.');
    }
    /** One of the values, whatever its case; `fallback` when the input is not given. */
    choice(name, values, fallback, variable) {
        const { value: text, source } = this.#given(name, variable);
        if (text === '')
            return fallback;
        const found = values.find((value) => value.toUpperCase() === text.toUpperCase());
        if (found === undefined) {
            this.refuse(`${source} must be one of ${values.join(', ')}, not "${text}".`, 'Correct the value.');
        }
        return found ?? fallback;
    }
    /** A boolean of YAML 1.2's core schema. */
    flag(name, fallback) {
        const text = this.text(name);
        if (text === '')
            return fallback;
        if (['true', 'True', 'TRUE'].includes(text))
            return true;
        if (!['false', 'False', 'FALSE'].includes(text)) {
            this.refuse(`${name} must be true or false, not "${text}".`, 'Correct the value.');
        }
        return false;
    }
    /** A whole number in decimal digits. */
    wholeNumber(name, fallback, least, most) {
        const text = this.text(name);
        if (text === '')
            return fallback;
        const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
        if (!(value >= least && value <= most)) {
            this.refuse(`${name} must be a whole number from ${least} to ${most}, not "${text}".`, 'Correct the value.');
        }
        return value;
    }
    /** An input wins over the environment. */
    #given(name, variable) {
        const input = this.text(name);
        if (input !== '' || variable === undefined)
            return { value: input, source: name };
        const value = fromEnvironment(variable);
        return { value, source: value === '' ? name : variable };
    }
}
/** An environment variable without white space around it; '' when it is not set. */
function fromEnvironment(variable) {
    return process.env[variable]?.trim() ?? '';
}

;// CONCATENATED MODULE: ./src/inputs/safety.ts
const MODES = ['apply', 'plan', 'check'];
const LEVELS = ['response', 'read-back', 'client-authentication'];
const ON_FAILURE = ['rollback', 'stop', 'continue'];
/** Reads the inputs about what may be done and how it is proven. */
async function readSafety(reader, authMethod) {
    const mode = reader.choice('mode', MODES, 'apply');
    return {
        mode,
        expectedFingerprint: readFingerprint(reader, mode),
        verification: await readVerification(reader, authMethod),
        onFailure: reader.choice('on-failure', ON_FAILURE, 'rollback')
    };
}
function readFingerprint(reader, mode) {
    const text = reader.text('expected-fingerprint').toLowerCase();
    if (text === '')
        return undefined;
    if (!/^sha256:[0-9a-f]{64}$/.test(text)) {
        reader.refuse('expected-fingerprint must be the output fingerprint of a plan: sha256: and 64 hexadecimal digits.', 'Take it from the run that made the plan.');
    }
    if (mode !== 'apply') {
        reader.refuse(`expected-fingerprint contradicts mode: ${mode}, which applies nothing.`, 'Remove it, or set mode: apply.');
    }
    return text;
}
async function readVerification(reader, method) {
    const level = reader.choice('verify', LEVELS, 'response');
    const secret = reader.secret('application-client-secret').value;
    const key = reader.secret('application-private-key').value;
    if (level !== 'client-authentication') {
        for (const name of ['application-client-secret', 'application-private-key']) {
            if (reader.text(name) !== '') {
                reader.refuse(`${name} has no effect with verify: ${level}.`, 'Set verify: client-authentication, or remove it.');
            }
        }
        return { level };
    }
    if (method === 'NONE') {
        reader.refuse('verify: client-authentication cannot prove anything of NONE: such a client has no credentials to prove.', 'Set verify: read-back.');
    }
    else if (method === 'PRIVATE_KEY_JWT') {
        return readKey(reader, key, secret);
    }
    else if (method !== undefined) {
        if (key !== '')
            contradiction(reader, 'application-private-key', method);
        return { level, authentication: secret === '' ? { method } : { method, secret } };
    }
    return { level: 'read-back' };
}
async function readKey(reader, key, secret) {
    if (secret !== '')
        contradiction(reader, 'application-client-secret', 'PRIVATE_KEY_JWT');
    if (key === '') {
        reader.refuse('application-private-key is needed for verify: client-authentication with PRIVATE_KEY_JWT, and is empty.', 'Give the private key of one of the public keys, or set verify: read-back.');
        return { level: 'read-back' };
    }
    const authentication = await reader.signingKey(key, 'application-private-key');
    return authentication === undefined
        ? { level: 'read-back' }
        : { level: 'client-authentication', authentication };
}
function contradiction(reader, name, method) {
    reader.refuse(`${name} contradicts auth-method: ${method}, with which the application does not use it.`, 'Remove it.');
}

;// CONCATENATED MODULE: ./src/inputs/unavailable.ts
const INPUTS = ['manifest', 'shard'];
/** Refuses inputs that action.yml declares and that this version cannot serve, rather than ignore them. */
function refuseUnavailable(reader) {
    for (const name of INPUTS) {
        if (reader.text(name) !== '') {
            reader.refuse(`${name} is not available yet in this version.`, 'Remove it from the step.');
        }
    }
    if (reader.flag('comment', false)) {
        reader.refuse('comment: true is not available yet in this version.', 'Remove it from the step.');
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./src/inputs/missing-secret.ts


/** Why a secret may have arrived empty in this run, and what to do. */
function missingSecretHint(environment) {
    if (environment.GITHUB_ACTOR === 'dependabot[bot]') {
        return 'This run is for Dependabot, which gets the secrets of Dependabot alone: add it there, or skip this step for Dependabot.';
    }
    if (isForkPullRequest(environment)) {
        return 'This run is for a pull request from a fork, which gets no secrets: skip this step for forks.';
    }
    return 'A secret or variable arrives empty when its name is misspelt, when it belongs to a GitHub environment that the job does not name, when a reusable workflow is not given it, and in runs for forks and for Dependabot.';
}
function isForkPullRequest({ GITHUB_EVENT_PATH }) {
    try {
        const event = (0,json/* parseJson */.qF)((0,external_node_fs_.readFileSync)(GITHUB_EVENT_PATH ?? '', 'utf8'));
        return (0,json.at)(event, 'pull_request', 'head', 'repo', 'fork') === true;
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./src/inputs/worker.ts




/**
 * The worker's client ID; of a given access token, the one in its claims, which are read without
 * verification, as PingOne's judgement is the one that counts. Undefined for a token that is no JWT.
 */
function clientIdOf(worker) {
    if (!('accessToken' in worker))
        return worker.clientId;
    try {
        const [, payload = ''] = worker.accessToken.split('.');
        const claims = (0,json/* parseJson */.qF)(Buffer.from(payload, 'base64url').toString());
        return (0,json/* isObject */.Gv)(claims) ? (0,json/* stringMember */.sk)(claims, 'client_id') : undefined;
    }
    catch {
        return undefined;
    }
}
const CREDENTIAL_INPUTS = [
    'worker-client-id',
    'worker-client-secret',
    'worker-private-key',
    'worker-auth-method',
    'worker-environment-id'
];
/** Reads the worker inputs. An input wins over the environment, and so does one kind of credentials. */
async function readWorker(reader, environmentId) {
    const token = reader.secret('access-token', 'PINGONE_API_ACCESS_TOKEN');
    const isInput = token.value !== '' && token.source === 'access-token';
    const given = CREDENTIAL_INPUTS.filter((name) => reader.text(name) !== '');
    if (isInput && given.length > 0) {
        reader.refuse(`access-token takes the place of the worker's credentials, but ${given.join(', ')} is given as well.`, 'Give the one or the other.');
    }
    if (isInput || (token.value !== '' && given.length === 0)) {
        return { accessToken: oneLine(reader, token.source, token.value) };
    }
    return {
        environmentId: reader.uuid('worker-environment-id', 'PINGONE_ENVIRONMENT_ID') || environmentId,
        clientId: readClientId(reader),
        authentication: await readAuthentication(reader)
    };
}
function readClientId(reader) {
    const clientId = reader.text('worker-client-id') || fromEnvironment('PINGONE_CLIENT_ID');
    if (clientId === '') {
        reader.refuse('worker-client-id is required and is empty.', missingSecretHint(process.env));
    }
    else if (!/^[\x21-\x39\x3b-\x7e]+$/.test(clientId)) {
        // RFC 7617 section 2: a user-id with a colon cannot be told from the password.
        reader.refuse('worker-client-id must not contain white space, a colon or characters outside of ASCII.', 'Copy the Client ID from the PingOne console.');
    }
    return clientId;
}
async function readAuthentication(reader) {
    const text = reader.text('worker-auth-method');
    const named = text === '' ? undefined : parseAuthMethod(text);
    if (text !== '' && (named === undefined || named === 'NONE')) {
        reader.refuse(`worker-auth-method must be one of CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, CLIENT_SECRET_JWT, PRIVATE_KEY_JWT, not "${text}".`, 'Use the method that the worker application has in PingOne.');
    }
    const key = reader.secret('worker-private-key').value;
    const secret = reader.secret('worker-client-secret', 'PINGONE_CLIENT_SECRET');
    const secretInput = secret.source === 'worker-client-secret' ? secret.value : '';
    refuseContradictions(reader, named, key, secretInput);
    if (named === 'PRIVATE_KEY_JWT' || (named === undefined && key !== '')) {
        if (key === '' && secretInput === '') {
            reader.refuse('worker-private-key is needed for PRIVATE_KEY_JWT and is empty.', missingSecretHint(process.env));
        }
        const signingKey = key === '' || secretInput !== ''
            ? undefined
            : await reader.signingKey(key, 'worker-private-key');
        // Without a key there is a mistake on the list, and what stands here is not used.
        return signingKey ?? { method: 'CLIENT_SECRET_BASIC', secret: '' };
    }
    if (secret.value === '') {
        reader.refuse('worker-client-secret is empty, and so is worker-private-key; the run needs one of them, or access-token.', missingSecretHint(process.env));
    }
    return {
        method: named === undefined || named === 'NONE' ? 'CLIENT_SECRET_BASIC' : named,
        secret: oneLine(reader, secret.source, secret.value)
    };
}
function refuseContradictions(reader, named, key, secret) {
    if (key !== '' && secret !== '') {
        reader.refuse('worker-client-secret and worker-private-key contradict each other: a worker signs in by one of them.', 'Remove the one that its method in PingOne does not use.');
    }
    else if (key !== '' && named !== undefined && named !== 'PRIVATE_KEY_JWT') {
        reader.refuse(`worker-private-key contradicts worker-auth-method ${named}.`, 'Remove it, or set worker-auth-method to PRIVATE_KEY_JWT.');
    }
    else if (secret !== '' && named === 'PRIVATE_KEY_JWT') {
        reader.refuse('worker-client-secret contradicts worker-auth-method PRIVATE_KEY_JWT.', 'Give worker-private-key in its place.');
    }
}
/** A secret or token goes into a header or a form; a line break in it means that too much was pasted. */
function oneLine(reader, source, value) {
    if (/[^\x20-\x7e]/.test(value)) {
        reader.refuse(`${source} contains a line break or a character outside of ASCII.`, 'Store the bare value in the secret, without quotes, names or further lines.');
    }
    return value;
}

;// CONCATENATED MODULE: ./src/inputs/inputs.ts










/**
 * Reads and checks the inputs of the step, and masks the credentials among them. Throws an
 * AggregateError of one ActionError a mistake.
 */
async function readInputs() {
    const reader = new InputReader();
    refuseUndeclared(reader, process.env);
    const wanted = readWanted(reader);
    const worker = await readWorker(reader, wanted.environmentId);
    refuseWorkerAsTarget(reader, wanted, worker);
    const authMethod = readAuthMethod(reader);
    const inputs = {
        wanted,
        change: await readChange(reader, authMethod),
        guards: {
            applicationName: wanted.applicationName,
            workerClientId: clientIdOf(worker),
            allowDowngrade: reader.flag('allow-downgrade', false)
        },
        safety: await readSafety(reader, authMethod),
        worker,
        endpoints: readEndpoints(reader),
        network: readNetwork(reader),
        warnings: reader.warnings
    };
    refuseUnavailable(reader);
    if (reader.mistakes.length > 0)
        throw new AggregateError(reader.mistakes);
    return inputs;
}
function readWanted(reader) {
    const environmentId = reader.requiredUuid('environment-id');
    const applicationId = reader.uuid('application-id') || undefined;
    const applicationName = reader.text('application-name') || undefined;
    if (applicationId === undefined && applicationName === undefined) {
        reader.refuse('application-id and application-name are both empty.', 'Give the ID, the name, or the ID with the name as a guard; if one comes from a variable, check that the variable exists where the job runs.');
    }
    return { environmentId, applicationId, applicationName };
}
/** Known before any request only when both are given as the same ID; the plan looks again. */
function refuseWorkerAsTarget(reader, { applicationId }, worker) {
    if (applicationId !== undefined && clientIdOf(worker)?.toLowerCase() === applicationId) {
        reader.mistakes.push(workerAsTargetError(applicationId));
    }
}
function readAuthMethod(reader) {
    const text = reader.text('auth-method');
    const authMethod = parseAuthMethod(text);
    if (text === '')
        reader.required('auth-method');
    else if (authMethod === undefined) {
        reader.refuse(`auth-method must be one of ${AUTH_METHODS.join(', ')}, not "${text}".`, 'Correct the value.');
    }
    return authMethod;
}
async function readChange(reader, authMethod) {
    const text = reader.text('settings');
    const settings = text === '' ? {} : ((await reader.collect(() => parseSettings(text))) ?? {});
    const keys = await readKeys(reader, settings);
    return {
        // Without a method there is a mistake on the list, and what stands here is not used.
        authMethod: authMethod ?? 'NONE',
        settings,
        ...(keys === undefined ? {} : { keys })
    };
}
function readEndpoints(reader) {
    const region = reader.choice('region', REGION_CODES, 'NA', 'PINGONE_REGION_CODE');
    return regionEndpoints(region, inputs_readUrl(reader, 'api-url'), inputs_readUrl(reader, 'auth-url'));
}
/** A base URL without a trailing slash or `/v1`; undefined when it is not given. */
function inputs_readUrl(reader, name) {
    const text = reader.text(name);
    if (text === '')
        return undefined;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const isSafe = url?.protocol === 'https:' ||
        (url?.protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname));
    if (!url || !isSafe || url.username || url.password || url.search || url.hash) {
        reader.refuse(`${name} must be an https URL without credentials, query or fragment (http is for loopback alone).`, 'Write it like https://api.pingone.eu.');
        return undefined;
    }
    return `${url.origin}${url.pathname}`.replace(/\/+$/, '').replace(/\/v1$/, '');
}
function readNetwork(reader) {
    // One application is worked on at a time, so that any ceiling holds.
    reader.wholeNumber('concurrency', 4, 1, 100);
    return {
        requestTimeoutMs: reader.wholeNumber('request-timeout', 30, 1, 3600) * 1000,
        maxRetries: reader.wholeNumber('max-retries', 4, 0, 20),
        timeLimitMs: reader.wholeNumber('time-limit', 900, 1, 86_400) * 1000,
        requestsPerMinute: reader.wholeNumber('requests-per-minute', 200, 0, 100_000)
    };
}

;// CONCATENATED MODULE: ./src/pingone/access-token.ts






/** A source that requests a token when it is first needed, and keeps it in memory. */
function accessTokenSource(worker, http, endpoints) {
    if ('accessToken' in worker) {
        return { current: async () => worker.accessToken, renew: () => undefined };
    }
    const request = async (retries) => {
        try {
            const authenticate = await clientAuthentication(worker.authentication);
            return await withRetries(() => requestAccessToken(worker, authenticate, http, endpoints, retries.signal), retries);
        }
        catch (error) {
            if (!(error instanceof src_error/* ActionError */.lZ))
                throw error;
            const explained = await explainRefusal(error, worker, http, endpoints);
            // It was tried as often as allowed, and the request that the token is for was not sent.
            throw explained.explained(explained.message, { retryable: false, effect: 'none' });
        }
    };
    let token;
    const current = (retries) => {
        token ??= request(retries);
        return token;
    };
    return {
        current,
        async renew(refused, retries) {
            // Another request may have renewed it while this one was under way.
            const known = token;
            if ((await known) === refused && token === known)
                token = undefined;
            return current(retries);
        }
    };
}
/** Requests an access token by the client credentials grant (RFC 6749 section 4.4). */
async function requestAccessToken(worker, authenticate, http, endpoints, signal) {
    const oauth = await __webpack_require__.e(/* import() */ 235).then(__webpack_require__.bind(__webpack_require__, 5235));
    const issuer = endpoints.authorizationServer(worker.environmentId);
    const server = { issuer, token_endpoint: `${issuer}/token` };
    const client = { client_id: worker.clientId };
    const response = await oauth.clientCredentialsGrantRequest(server, client, authenticate, {}, {
        // Only a loopback address can be http here; the inputs see to that.
        [oauth.allowInsecureRequests]: true,
        [oauth.customFetch]: oauthFetch(http, signal)
    });
    try {
        const { access_token } = await oauth.processClientCredentialsResponse(server, client, response);
        (0,secrets/* maskSecret */.$)(access_token);
        // What cannot stand in a header is no token (RFC 6750 section 2.1).
        if (/^[\x21-\x7e]+$/.test(access_token))
            return access_token;
    }
    catch {
        // The same sentence: what came is not what a token endpoint answers.
    }
    throw new src_error/* ActionError */.lZ(`POST ${new URL(server.token_endpoint).host} was answered without an access token.`, {
        code: 'INVALID_ANSWER',
        hint: 'Check region and auth-url: something other than PingOne seems to answer there.'
    });
}
/**
 * Says why the token endpoint refused the worker, as far as can be known: a wrong region or
 * environment shows in the discovery document; a wrong secret and an unknown client look the same.
 */
async function explainRefusal(error, { environmentId, clientId, authentication }, http, endpoints) {
    const { status, code } = error.facts;
    if (status !== 400 && status !== 401 && status !== 403 && status !== 404)
        return error;
    const hint = await hintAtEnvironment(http, endpoints, environmentId, 'Check worker-environment-id (where the worker lives; by default environment-id) and region.');
    if (hint !== undefined) {
        return error.explained(`The worker cannot sign in: ${endpoints.name} knows no environment ${environmentId}.`, { code: 'UNKNOWN_ENVIRONMENT', hint });
    }
    if (code !== 'invalid_client')
        return error;
    const worker = `worker ${clientId} in environment ${environmentId}`;
    if (/unsupported authentication method/i.test(error.message)) {
        return error.explained(`The ${worker} has another token endpoint authentication method than ${authentication.method}.`, {
            hint: 'Set worker-auth-method to the method that the worker application has in PingOne.'
        });
    }
    const credential = authentication.method === 'PRIVATE_KEY_JWT'
        ? "that the worker's jwks or jwksUrl holds the public part of worker-private-key under the same kid, and the clock of the runner"
        : 'worker-client-secret';
    return error.explained(`PingOne does not accept the credentials of the ${worker}.`, {
        hint: `Check worker-client-id, ${credential}, and that the worker is enabled and lives in that environment; if it lives in another one, set worker-environment-id.`
    });
}

;// CONCATENATED MODULE: ./src/pingone/management-api.ts


/** The API without any way to write. */
function readApi(options) {
    const { apiUrl, pace, retries, settleSignal } = options;
    const get = (path, signal) => send({ method: 'GET', url: `${apiUrl}${path}`, signal }, options);
    return {
        retries,
        get: (path) => withRetries(async () => {
            await pace.take(retries.signal);
            return get(path, retries.signal);
        }, retries),
        getOnce(path) {
            pace.spend();
            return get(path, settleSignal);
        }
    };
}
function writeApi(options) {
    const { apiUrl, pace, retries, writeSignal } = options;
    return {
        ...readApi(options),
        turn: () => pace.take(retries.signal),
        put: (path, body) => send({
            method: 'PUT',
            url: `${apiUrl}${path}`,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
            signal: writeSignal
        }, options)
    };
}
async function send(request, { http, accessToken, retries }) {
    const authorized = (token) => {
        const headers = { ...request.headers, authorization: `Bearer ${token}` };
        return http.send({ ...request, headers });
    };
    const token = await accessToken.current(retries);
    let answer = await authorized(token);
    if (answer.status === 401) {
        const renewed = await accessToken.renew(token, retries);
        if (renewed !== undefined)
            answer = await authorized(renewed);
    }
    if (answer.status !== 200)
        throw answerError(request, answer);
    return parseBody(answer.text);
}

;// CONCATENATED MODULE: ./src/pingone/pace.ts

/**
 * A token bucket that holds one minute's requests and starts full. `now` is a clock in milliseconds.
 * A ceiling of 0 is none.
 */
function createPace(requestsPerMinute, now = () => performance.now()) {
    if (requestsPerMinute === 0)
        return { take: async () => { }, spend: () => { } };
    const msPerRequest = 60_000 / requestsPerMinute;
    // The bucket as the moment from which on it is full: each request moves that by its own share.
    let fullAt = now();
    const spend = () => {
        fullAt = Math.max(fullAt, now()) + msPerRequest;
    };
    return {
        spend,
        async take(signal) {
            spend();
            const waitMs = fullAt - now() - 60_000;
            if (waitMs > 0)
                await pause(waitMs, signal);
        }
    };
}

// EXTERNAL MODULE: external "node:process"
var external_node_process_ = __webpack_require__(1708);
;// CONCATENATED MODULE: ./package.json
const package_namespaceObject = /*#__PURE__*/JSON.parse('{"UU":"update-pingone-app-auth","rE":"0.1.0"}');
;// CONCATENATED MODULE: ./src/pingone/request-headers.ts


const LONGEST_TRANSACTION_ID = 100;
/** The headers of every request: who sends it, and the run that PingOne's audit log is to show. */
function requestHeaders(environment) {
    return {
        accept: 'application/json',
        'user-agent': `${package_namespaceObject.UU}/${package_namespaceObject.rE} (Node.js/${process.versions.node}; ${external_node_process_.platform}/${external_node_process_.arch})`,
        'x-ping-external-transaction-id': transactionId(environment)
    };
}
/** `owner/repository@run.attempt`, within the characters and the length that PingOne takes. */
function transactionId({ GITHUB_REPOSITORY = 'unknown', GITHUB_RUN_ID = '0', GITHUB_RUN_ATTEMPT = '1' }) {
    return `${GITHUB_REPOSITORY}@${GITHUB_RUN_ID}.${GITHUB_RUN_ATTEMPT}`
        .replace(/[^A-Za-z0-9._\-/@=#+]/g, '_')
        .slice(-LONGEST_TRANSACTION_ID);
}

;// CONCATENATED MODULE: ./src/report/properties.ts

const LONGEST_VALUE = 300;
const HIDDEN = '(hidden)';
// Application documents may hold keys of Google Play's integrity service; what settings will bring
// one day nobody knows, so the name decides.
const SECRET_NAMES = /secret|password|credential|token$|privatekey|decryptionkey|verificationkey/i;
/** A property's value for people: as JSON, cut when it is long, and hidden when it may be a secret. */
function showValue(path, value) {
    if (value === undefined)
        return '(not set)';
    const hidden = hideSecret(path, value);
    const text = hidden === HIDDEN ? HIDDEN : JSON.stringify(hidden);
    return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
/** The difference with values that may be secrets hidden. */
function hideSecrets({ path, before, after }) {
    return {
        path,
        ...(before === undefined ? {} : { before: hideSecret(path, before) }),
        ...(after === undefined ? {} : { after: hideSecret(path, after) })
    };
}
function hideSecret(path, value) {
    if (SECRET_NAMES.test(path) && typeof value !== 'boolean')
        return HIDDEN;
    if (typeof value !== 'object' || value === null)
        return value;
    // By way of text, as that visits every member and keeps raw numbers.
    const text = JSON.stringify(value, (name, member) => SECRET_NAMES.test(name) && typeof member === 'string' ? HIDDEN : member);
    return (0,json/* parseJson */.qF)(text);
}

;// CONCATENATED MODULE: ./src/report/text.ts
const LONGEST_TEXT = 1000;
// Control and format characters and line separators: they end a log line, hide in it, or turn the
// direction of what follows. U+200D stays, which joins emoji.
const INVISIBLE = /((?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}])+/gu;
/**
 * A text from outside, made fit for one line of the log: nothing in it ends the line, begins a command
 * of the runner (`::name::`, and `##[name]` anywhere) or hides, and it is not longer than `longest`.
 */
function cleanText(text, longest = LONGEST_TEXT) {
    const line = text
        .toWellFormed()
        .replace(INVISIBLE, ' ')
        .replaceAll('##[', '# #[')
        .replace(/^\s*::/, ': :');
    return line.length > longest ? `${line.slice(0, longest).toWellFormed()}…` : line;
}
/**
 * A text from outside as HTML code within Markdown. Every character that means something to Markdown,
 * HTML, GitHub's mentions or its automatic links becomes a character reference.
 */
function codeHtml(text, longest = LONGEST_TEXT) {
    const encoded = cleanText(text, longest).replace(/[^\p{L}\p{N} ,/-]/gu, (character) => `&#${character.codePointAt(0)};`);
    return `<code>${encoded}</code>`;
}
/**
 * A sentence of ours with words from outside in it, as Markdown text that has no effect. A full stop
 * within a word is encoded as well, or GitHub would make a link of www.example.com.
 */
function plainMarkdown(text) {
    return cleanText(text).replace(/[^\p{L}\p{N} .,;'()/-]|\.(?=\S)/gu, (character) => `&#${character.codePointAt(0)};`);
}

;// CONCATENATED MODULE: ./src/report/log.ts




function logLine(text) {
    (0,core/* info */.pq)(cleanText(text));
}
function logWarning(text) {
    (0,core/* warning */.$e)(cleanText(text));
}
/** Writes an error annotation and makes the step fail when the process ends. */
function logFailure(text) {
    (0,core/* error */.z3)(cleanText(text, 4000));
    process.exitCode = 1;
}
/** The whole of an error in one line: what happened, what to do, and what support asks for. */
function describeError({ message, facts }) {
    const { hint, pingOneErrorId, correlationId } = facts;
    const ids = [
        pingOneErrorId && `PingOne error ID ${pingOneErrorId}`,
        correlationId && `correlation ID ${correlationId}`
    ].filter(Boolean);
    return [message, hint, ids.length > 0 && `(${ids.join(', ')})`].filter(Boolean).join(' ');
}
/** The result of one application for a person who follows the log. */
function logResult(result) {
    const { before, changes, warnings, notes, additions, toRestore, correlationIds, errors } = result;
    const name = before ? `"${(0,json/* stringMember */.sk)(before, 'name')}" ` : '';
    logLine(`Application ${name}(${result.applicationId ?? 'not found'}) in environment ${result.environmentId}: ${result.status}`);
    for (const { path, before: was, after } of changes) {
        if (was !== undefined)
            logLine(`  - ${path}: ${showValue(path, was)}`);
        if (after !== undefined)
            logLine(`  + ${path}: ${showValue(path, after)}`);
    }
    for (const { path, after } of toRestore) {
        logLine(`  To restore by hand: ${path}: ${showValue(path, after)}`);
    }
    for (const note of notes)
        logLine(`  Note: ${note}`);
    if (correlationIds.length > 0)
        logLine(`  Correlation IDs: ${correlationIds.join(', ')}`);
    for (const warning of warnings)
        logWarning(warning);
    for (const { path, after } of additions) {
        logWarning(`PingOne added ${path} with the value ${showValue(path, after)} to application ${result.applicationId}, which nobody asked for. If it took the place of a property that settings cleared, write that value into settings, so that the next run has nothing to change.`);
    }
    for (const error of errors)
        logFailure(`${describeError(error)} ${whereThingsStand(result)}`);
}
/** The state in which a failed run left the application. */
function whereThingsStand({ status, isChanged, applicationId }) {
    if (applicationId === undefined)
        return 'Nothing was changed.';
    if (status === 'rolled-back') {
        return `Application ${applicationId} was put back as it was before the run.`;
    }
    if (status === 'rollback-failed') {
        return `Application ${applicationId} could not be put back: restore by hand what is listed under "To restore by hand".`;
    }
    if (isChanged === undefined)
        return `Whether application ${applicationId} is changed is unknown.`;
    return isChanged
        ? `Application ${applicationId} is changed, and was left so.`
        : `Nothing was changed in application ${applicationId}.`;
}

;// CONCATENATED MODULE: ./src/report/outputs.ts



/** Sets the outputs of a run on one application; what is not known stays empty. */
function setOutputs({ applicationId, before, after, isChanged, fingerprint }) {
    if (applicationId !== undefined)
        (0,core/* setOutput */.uH)('application-id', applicationId);
    if (before !== undefined) {
        (0,core/* setOutput */.uH)('application-name', cleanText((0,json/* stringMember */.sk)(before, 'name') ?? ''));
        (0,core/* setOutput */.uH)('client-id', cleanText((0,json/* stringMember */.sk)(before, 'clientId') ?? ''));
        (0,core/* setOutput */.uH)('previous-auth-method', authMethod(before));
    }
    if (after !== undefined)
        (0,core/* setOutput */.uH)('auth-method', authMethod(after));
    if (fingerprint !== undefined)
        (0,core/* setOutput */.uH)('fingerprint', fingerprint);
    if (isChanged !== undefined)
        (0,core/* setOutput */.uH)('changed', isChanged);
}
function authMethod(application) {
    return cleanText((0,json/* stringMember */.sk)(application ?? {}, 'tokenEndpointAuthMethod') ?? '');
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./src/report/results.ts









// The runner takes outputs of 1 MB a job, counted in two bytes a character.
const LONGEST_OUTPUT = 500_000;
/** Sets the outputs `plan`, `results` and `results-file`. A file that cannot be written is a warning. */
function writeResults(results) {
    const records = results.map(toRecord);
    setLongOutput('plan', records.map(({ environmentId, applicationId, applicationName, changes }) => ({
        environmentId,
        applicationId,
        applicationName,
        changes
    })));
    setLongOutput('results', records);
    const file = (0,external_node_path_.join)(process.env.RUNNER_TEMP || (0,external_node_os_.tmpdir)(), `pingone-results-${(0,external_node_crypto_.randomUUID)()}.json`);
    try {
        (0,external_node_fs_.writeFileSync)(file, `${JSON.stringify(records, null, 2)}\n`, { flag: 'wx' });
        (0,core/* setOutput */.uH)('results-file', file);
    }
    catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : 'unknown error';
        logWarning(`The results could not be written to a file (${code}); the output results has them.`);
    }
}
function setLongOutput(name, value) {
    const text = JSON.stringify(value);
    if (text.length <= LONGEST_OUTPUT)
        (0,core/* setOutput */.uH)(name, text);
    else
        logWarning(`The output ${name} is left empty, as it has over 500 kB; see results-file.`);
}
function toRecord(result) {
    const { before, after, errors } = result;
    return {
        environmentId: result.environmentId,
        applicationId: result.applicationId ?? null,
        applicationName: textOf(before, 'name'),
        clientId: textOf(before, 'clientId'),
        previousAuthMethod: textOf(before, 'tokenEndpointAuthMethod'),
        authMethod: textOf(after, 'tokenEndpointAuthMethod'),
        status: result.status,
        changes: result.changes.map(hideSecrets),
        warnings: result.warnings.map((warning) => cleanText(warning)),
        correlationIds: result.correlationIds.map((id) => cleanText(id, 100)),
        fingerprint: result.fingerprint ?? null,
        startedAt: result.startedAt.toISOString(),
        durationMs: result.durationMs,
        error: errors[0] === undefined ? null : errorRecord(errors[0])
    };
}
function textOf(application, name) {
    const text = application && (0,json/* stringMember */.sk)(application, name);
    return text === undefined ? null : cleanText(text);
}
function errorRecord({ message, facts }) {
    return {
        code: cleanText(facts.code, 100),
        message: cleanText(message),
        hint: facts.hint ?? null,
        pingOneErrorId: facts.pingOneErrorId === undefined ? null : cleanText(facts.pingOneErrorId, 100)
    };
}

;// CONCATENATED MODULE: ./src/report/summary.ts





const METHOD_PATH = '/tokenEndpointAuthMethod';
const TITLE = '## PingOne token endpoint authentication method\n\n';
/** Writes the job summary of a run on one application. */
async function writeSummary(result) {
    await write(`${TITLE}${verdict(result)}\n\n${table(result)}\n${remarks(result)}${properties(result)}`);
}
/** Writes the job summary of a run that ended before it began. */
async function writeFailureSummary(errors) {
    const lines = errors.map((error) => `❌ ${plainMarkdown(describeError(error))}\n\n`);
    await write(`${TITLE}${lines.join('')}Nothing was sent to PingOne's management API.\n`);
}
function verdict(result) {
    switch (result.status) {
        case 'unchanged':
            return '✅ The application already is as asked. Nothing was written.';
        case 'planned':
            return '📝 The application would be changed as listed below. Nothing was written.';
        case 'changed':
            return result.additions.length === 0
                ? '✅ The application was changed, and PingOne shows that nothing else moved.'
                : '⚠️ The application was changed, and PingOne added properties that nobody asked for; they are listed below.';
        default: {
            const sentences = [...result.errors.map(describeError), whereThingsStand(result)];
            return sentences.map((sentence) => `❌ ${plainMarkdown(sentence)}`).join('\n\n');
        }
    }
}
function table({ applicationId, before, after, changes, status }) {
    const name = before && (0,json/* stringMember */.sk)(before, 'name');
    const isPlan = status === 'planned' || status === 'drifted';
    const asked = changes.find(({ path }) => path === METHOD_PATH)?.after;
    const cells = [
        `${name === undefined ? '' : `${codeHtml(name)}<br>`}${codeHtml(applicationId ?? 'not found')}`,
        summary_authMethod(before),
        isPlan && typeof asked === 'string' ? codeHtml(asked) : summary_authMethod(after),
        status
    ];
    const headings = isPlan
        ? ['Application', 'Method now', 'Method asked for', 'Status']
        : ['Application', 'Method before', 'Method after', 'Status'];
    return [
        `| ${headings.join(' | ')} |`,
        '| --- | --- | --- | --- |',
        `| ${cells.join(' | ')} |`,
        ''
    ].join('\n');
}
function summary_authMethod(application) {
    return application === undefined
        ? 'unknown'
        : codeHtml((0,json/* stringMember */.sk)(application, 'tokenEndpointAuthMethod') ?? '(not set)');
}
/** Warnings, and what the change means for the clients. */
function remarks({ warnings, notes }) {
    const lines = [
        ...warnings.map((warning) => `- ⚠️ ${plainMarkdown(warning)}\n`),
        ...notes.map((note) => `- ${plainMarkdown(note)}\n`)
    ];
    return lines.length === 0 ? '' : `${lines.join('')}\n`;
}
function properties({ changes, additions, toRestore }) {
    const others = changes.filter(({ path }) => path !== METHOD_PATH);
    return [
        details('Other properties', 'Before', 'After', [...others, ...additions]),
        details('To restore by hand', 'Now', 'To restore', toRestore)
    ].join('');
}
function details(title, before, after, rows) {
    if (rows.length === 0)
        return '';
    return [
        `<details><summary>${title}</summary>`,
        '',
        `| Property | ${before} | ${after} |`,
        '| --- | --- | --- |',
        ...rows.map((row) => {
            const values = [row.path, showValue(row.path, row.before), showValue(row.path, row.after)];
            return `| ${values.map((text) => codeHtml(text)).join(' | ')} |`;
        }),
        '',
        '</details>',
        '',
        ''
    ].join('\n');
}
/** A summary that cannot be written must not fail a change that worked, nor hide one that failed. */
async function write(markdown) {
    if (!process.env.GITHUB_STEP_SUMMARY)
        return;
    try {
        await core/* summary */.z.addRaw(markdown).write();
    }
    catch (error) {
        logWarning(`The job summary could not be written (${error instanceof Error ? error.message : String(error)}); the log has all that it would say.`);
    }
}

;// CONCATENATED MODULE: ./src/main.ts














const HEADINGS = {
    apply: 'Setting the method of application',
    plan: 'Planning the method of application',
    check: 'Checking the method of application'
};
/** The action: inputs → access token → current application → plan → apply → verify → report. */
async function run() {
    let result;
    try {
        result = await change(await readInputs());
    }
    catch (cause) {
        const errors = (0,src_error/* asActionErrors */.ct)(cause);
        for (const error of errors)
            logFailure(describeError(error));
        await writeFailureSummary(errors);
        return;
    }
    try {
        logResult(result);
        setOutputs(result);
        writeResults([result]);
    }
    catch (cause) {
        // Whatever the outputs lack, the summary is to tell how the run ended.
        for (const error of (0,src_error/* asActionErrors */.ct)(cause))
            logFailure(describeError(error));
    }
    await writeSummary(result);
}
async function change(inputs) {
    const { wanted, change, guards, worker, endpoints, network } = inputs;
    for (const warning of inputs.warnings)
        logWarning(warning);
    logLine(`${HEADINGS[inputs.safety.mode]} ${wanted.applicationId ?? `"${wanted.applicationName}"`} in environment ${wanted.environmentId} (${endpoints.name}): ${change.authMethod}.`);
    const http = openHttp({
        requestTimeoutMs: network.requestTimeoutMs,
        proxies: proxySettings(process.env),
        headers: requestHeaders(process.env)
    });
    const cancellation = watchCancellation(network.timeLimitMs);
    try {
        const mode = modeOf(inputs, http, cancellation);
        return await changeApplication({ wanted, change, guards, mode }, { http, endpoints, worker });
    }
    finally {
        cancellation.dispose();
        await http.close();
    }
}
function modeOf(inputs, http, cancellation) {
    const { worker, endpoints, network } = inputs;
    const { mode, expectedFingerprint, verification, onFailure } = inputs.safety;
    const { signal, cancelSignal, writeSignal, settleSignal, deadline } = cancellation;
    const { maxRetries } = network;
    const retries = { maxRetries, signal, deadline, onRetry: logLine };
    const options = {
        apiUrl: endpoints.apiUrl,
        http,
        accessToken: accessTokenSource(worker, http, endpoints),
        pace: createPace(network.requestsPerMinute),
        retries,
        writeSignal,
        settleSignal
    };
    if (mode !== 'apply')
        return { name: mode, api: readApi(options) };
    // Not bound to the time limit, so that a rollback is finished; a cancelled job leaves it seconds.
    const unlimited = { ...retries, signal: writeSignal, deadline: Number.POSITIVE_INFINITY };
    return {
        name: mode,
        api: writeApi(options),
        rollbackApi: writeApi({ ...options, retries: unlimited }),
        expectedFingerprint,
        verification,
        rollsBack: onFailure === 'rollback',
        isCancelled: () => cancelSignal.aborted
    };
}


/***/ }),

/***/ 7194:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ maskSecret),
/* harmony export */   c: () => (/* binding */ SHORTEST_SECRET)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6421);

/** Shorter texts are no secrets, and masking them would shred the log. */
const SHORTEST_SECRET = 8;
const masked = new Set();
/**
 * Masks a secret in the log of the job, as a whole and line by line: the runner does the latter, too,
 * but for lines of any length, so that the braces of a key in pretty JSON would vanish from the log.
 */
function maskSecret(secret) {
    for (const line of secret.split(/[\r\n]+/)) {
        const text = line.trim();
        if (text.length < SHORTEST_SECRET || masked.has(text))
            continue;
        masked.add(text);
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setSecret */ .Pq)(text);
    }
}


/***/ })

};
