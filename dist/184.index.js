export const id = 184;
export const ids = [184];
export const modules = {

/***/ 5905:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ kindOf),
/* harmony export */   Oi: () => (/* binding */ ACCEPTED_KINDS),
/* harmony export */   cd: () => (/* binding */ PRIVATE_MEMBERS)
/* harmony export */ });
/** RFC 7518 sections 6.2.2, 6.3.2 and 6.4: what a JWK has only when it is not a public key. */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
const LEAST_RSA_BITS = 2048;
const RSA_ALGORITHMS = ['RS256', 'RS384', 'RS512'];
/** By OpenSSL's name of the curve (RFC 7518 section 3.4). */
const EC_KINDS = {
    prime256v1: { crv: 'P-256', alg: 'ES256' },
    secp384r1: { crv: 'P-384', alg: 'ES384' },
    secp521r1: { crv: 'P-521', alg: 'ES512' }
};
const ACCEPTED_KINDS = 'an RSA key of at least 2048 bits with RS256, RS384 or RS512, or an EC key on P-256, P-384 or P-521';
/** The kind of a key, or undefined when PingOne does not verify keys of its kind. */
function kindOf(key) {
    const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
    if (key.asymmetricKeyType === 'rsa') {
        return modulusLength < LEAST_RSA_BITS ? undefined : { algorithms: RSA_ALGORITHMS };
    }
    const kind = Object.hasOwn(EC_KINDS, namedCurve) ? EC_KINDS[namedCurve] : undefined;
    return kind && { algorithms: [kind.alg], crv: kind.crv };
}


/***/ }),

/***/ 1184:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readPublicKeys: () => (/* binding */ readPublicKeys)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var jose_jwk_thumbprint__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4857);
/* harmony import */ var _error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1557);
/* harmony import */ var _json_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5486);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7194);
/* harmony import */ var _key_kinds_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5905);






const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;
/**
 * Reads public keys from a JWKS, a single JWK, or PEM public keys and certificates, several in one
 * text. Keys in PEM and a single JWK get the RFC 7638 thumbprint as `kid` when they have none.
 * `source` names the input in messages. Throws an ActionError that never shows a private key.
 */
async function readPublicKeys(text, source) {
    const warnings = [];
    const isJson = text.trimStart().startsWith('{');
    const keys = isJson ? await readJson(text, source) : await readPem(text, source, warnings);
    const kinds = keys.map((key, index) => checkKey(key, `Key ${index + 1} of ${source}`));
    checkSet(keys, source);
    if (kinds.includes('EC')) {
        warnings.push(`${source} holds EC keys. Parts of PingOne's documentation name RS256, RS384 and RS512 alone for PRIVATE_KEY_JWT: try the sign-in before you rely on it.`);
    }
    return { jwks: JSON.stringify({ keys }), warnings };
}
async function readJson(text, source) {
    let document;
    try {
        document = (0,_json_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJson */ .qF)(text);
    }
    catch {
        // The parser's message quotes the text, which may hold a private key.
        throw (0,_error_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .Xu)(`${source} begins like a JWKS or a JWK but is not JSON.`, 'Correct the text.');
    }
    const members = (0,_json_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .Gv)(document) ? document : {};
    if (!Object.hasOwn(members, 'keys')) {
        refusePrivate(members, source);
        return [await withKid(members)];
    }
    const { keys } = members;
    if (!(0,_json_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isArray */ .cy)(keys) || !keys.every(_json_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .Gv)) {
        throw (0,_error_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .Xu)(`"keys" of ${source} must be a list of JWKs.`, 'Correct the JWKS.');
    }
    keys.forEach((key, index) => {
        refusePrivate(key, `Key ${index + 1} of ${source}`);
    });
    return keys;
}
async function readPem(text, source, warnings) {
    if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text)) {
        (0,_secrets_js__WEBPACK_IMPORTED_MODULE_2__/* .maskSecret */ .$)(text);
        throw privateKey(source);
    }
    const blocks = [...text.replaceAll('\\n', '\n').matchAll(PEM_BLOCK)];
    if (blocks.length === 0) {
        throw (0,_error_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .Xu)(`${source} holds neither a JWKS or JWK nor keys or certificates in PEM.`, 'Give public keys in one of these forms.');
    }
    return Promise.all(blocks.map(([block, label = ''], index) => {
        const name = `Block ${index + 1} of ${source}`;
        const key = readBlock(block, label, name);
        if (label === 'CERTIFICATE')
            warnings.push(...aboutValidity(new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(block), name));
        return withKid({ ...key.export({ format: 'jwk' }), use: 'sig' });
    }));
}
function readBlock(block, label, name) {
    try {
        // Node takes a certificate for the public key in it.
        if (['CERTIFICATE', 'PUBLIC KEY', 'RSA PUBLIC KEY'].includes(label))
            return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(block);
    }
    catch {
        // The same sentence as for a block of another kind.
    }
    throw (0,_error_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .Xu)(`${name} is not a public key or a certificate in PEM.`, 'Give the whole block, from -----BEGIN to END-----.');
}
function aboutValidity({ validFrom, validTo }, name) {
    const now = Date.now();
    if (Date.parse(validTo) < now) {
        return [
            `${name} is a certificate that expired (${validTo}); PingOne takes its key all the same. Check that it is the right one.`
        ];
    }
    if (Date.parse(validFrom) > now) {
        return [
            `${name} is a certificate that is not valid yet (${validFrom}). Check that it is the right one.`
        ];
    }
    return [];
}
/** The key with the RFC 7638 thumbprint as `kid`, where it has none and one can be made. */
async function withKid(key) {
    if (Object.hasOwn(key, 'kid'))
        return key;
    try {
        return { ...key, kid: await (0,jose_jwk_thumbprint__WEBPACK_IMPORTED_MODULE_5__/* .calculateJwkThumbprint */ .s)({ ...key }) };
    }
    catch {
        return key; // It lacks what a key needs, which the check says next.
    }
}
function refusePrivate(key, name) {
    const members = _key_kinds_js__WEBPACK_IMPORTED_MODULE_3__/* .PRIVATE_MEMBERS */ .cd.filter((member) => Object.hasOwn(key, member));
    for (const member of members)
        (0,_secrets_js__WEBPACK_IMPORTED_MODULE_2__/* .maskSecret */ .$)((0,_json_json_js__WEBPACK_IMPORTED_MODULE_4__/* .stringMember */ .sk)(key, member) ?? '');
    if (members.length > 0)
        throw privateKey(name);
}
/** Checks one public JWK and returns its type. */
function checkKey(jwk, name) {
    const key = importKey(jwk);
    const kind = key && (0,_key_kinds_js__WEBPACK_IMPORTED_MODULE_3__/* .kindOf */ .I)(key);
    if (kind === undefined) {
        throw (0,_error_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .Xu)(`${name} is not of a kind that PingOne verifies.`, `Use ${_key_kinds_js__WEBPACK_IMPORTED_MODULE_3__/* .ACCEPTED_KINDS */ .Oi}, whole and in the form of RFC 7517.`);
    }
    const alg = Object.hasOwn(jwk, 'alg') ? ((0,_json_json_js__WEBPACK_IMPORTED_MODULE_4__/* .stringMember */ .sk)(jwk, 'alg') ?? '') : undefined;
    if (alg !== undefined && !kind.algorithms.includes(alg)) {
        throw (0,_error_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .Xu)(`${name} has "alg" ${JSON.stringify(alg)}, which does not go with it.`, `Set it to ${kind.algorithms.join(' or ')}, or leave it out.`);
    }
    if (Object.hasOwn(jwk, 'kid') && !(0,_json_json_js__WEBPACK_IMPORTED_MODULE_4__/* .stringMember */ .sk)(jwk, 'kid')) {
        throw (0,_error_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .Xu)(`"kid" of ${name} must be a text that is not empty.`, 'Correct the key.');
    }
    const { key_ops: operations, use } = jwk;
    const verifies = (0,_json_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isArray */ .cy)(operations) && operations.includes('verify');
    if (use !== 'enc' && operations !== undefined && !verifies) {
        throw (0,_error_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .Xu)(`"key_ops" of ${name} does not let it verify.`, 'Add "verify" to it, or leave it out.');
    }
    return kind.crv === undefined ? 'RSA' : 'EC';
}
function importKey(jwk) {
    try {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)({ key: { ...jwk }, format: 'jwk' });
    }
    catch {
        return undefined;
    }
}
function checkSet(keys, source) {
    if (!keys.some(({ use }) => use === undefined || use === 'sig')) {
        throw (0,_error_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .Xu)(`${source} holds no key for signing.`, 'Give at least one key whose "use" is "sig" or left out.');
    }
    const kids = keys.map((key) => (0,_json_json_js__WEBPACK_IMPORTED_MODULE_4__/* .stringMember */ .sk)(key, 'kid'));
    if (kids.length > 1 && kids.includes(undefined)) {
        throw (0,_error_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .Xu)(`Key ${kids.indexOf(undefined) + 1} of ${source} has no "kid", by which the keys of a set are told apart.`, 'Give every key a "kid" of its own.');
    }
    const repeated = kids.findIndex((kid, index) => kids.indexOf(kid) !== index);
    if (repeated >= 0) {
        throw (0,_error_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .Xu)(`Key ${repeated + 1} of ${source} has the same "kid" as key ${kids.indexOf(kids[repeated]) + 1}.`, 'Give every key a "kid" of its own, and each key once.');
    }
}
function privateKey(name) {
    return new _error_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(`${name} holds a private key, and PingOne must get public keys alone.`, {
        code: 'PRIVATE_KEY_GIVEN',
        hint: 'Treat that key as exposed: make a new pair, and give the public key.'
    });
}


/***/ })

};
