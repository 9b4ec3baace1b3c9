export const id = 361;
export const ids = [361];
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

/***/ 1361:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   importPrivateKey: () => (/* binding */ importPrivateKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var jose_jwk_thumbprint__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4857);
/* harmony import */ var _error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1557);
/* harmony import */ var _json_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5486);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7194);
/* harmony import */ var _key_kinds_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5905);






/**
 * Imports a private key in PEM or as a JWK. Its `kid` is the JWK's, else the RFC 7638 thumbprint; the
 * algorithm is the JWK's `alg`, else RS256 or that of the curve. Throws an ActionError that names the
 * input and never shows a part of the key.
 */
async function importPrivateKey(text, input) {
    const jwk = text.startsWith('{') ? parseJwk(text, input) : {};
    const privateKey = readKey(text, jwk, input);
    const publicJwk = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(privateKey).export({ format: 'jwk' });
    return {
        key: privateKey.toCryptoKey(algorithm(privateKey, jwk, input), false, ['sign']),
        kid: (0,_json_json_js__WEBPACK_IMPORTED_MODULE_4__/* .stringMember */ .sk)(jwk, 'kid') ?? (await (0,jose_jwk_thumbprint__WEBPACK_IMPORTED_MODULE_5__/* .calculateJwkThumbprint */ .s)(publicJwk))
    };
}
function parseJwk(text, input) {
    try {
        const jwk = (0,_json_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJson */ .qF)(text);
        if (!(0,_json_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .Gv)(jwk))
            return {};
        for (const name of _key_kinds_js__WEBPACK_IMPORTED_MODULE_3__/* .PRIVATE_MEMBERS */ .cd)
            (0,_secrets_js__WEBPACK_IMPORTED_MODULE_2__/* .maskSecret */ .$)((0,_json_json_js__WEBPACK_IMPORTED_MODULE_4__/* .stringMember */ .sk)(jwk, name) ?? '');
        return jwk;
    }
    catch {
        // The parser's message quotes the text.
        throw (0,_error_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .Xu)(`${input} begins like a JWK but is not JSON.`, 'Store the whole JWK in the secret.');
    }
}
function readKey(text, jwk, input) {
    try {
        return text.startsWith('{')
            ? (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)({ key: { ...jwk }, format: 'jwk' })
            : // Line breaks often become \n on the way into a secret.
                (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(text.replaceAll('\\n', '\n'));
    }
    catch (cause) {
        const isEncrypted = /ENCRYPTED/.test(text);
        throw (0,_error_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .Xu)(`${input} ${isEncrypted ? 'is encrypted' : 'is not a private key in PEM or as a JWK'}.`, isEncrypted
            ? 'Store the key without a passphrase; the secret protects it.'
            : 'Store the whole text, from -----BEGIN to END-----, or the JWK with its private members.', cause);
    }
}
function algorithm(key, jwk, input) {
    const kind = (0,_key_kinds_js__WEBPACK_IMPORTED_MODULE_3__/* .kindOf */ .I)(key);
    const alg = (0,_json_json_js__WEBPACK_IMPORTED_MODULE_4__/* .stringMember */ .sk)(jwk, 'alg') ?? kind?.algorithms[0] ?? '';
    if (!kind?.algorithms.includes(alg)) {
        throw (0,_error_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .Xu)(`${input} is not of a kind that PingOne verifies.`, `Use ${_key_kinds_js__WEBPACK_IMPORTED_MODULE_3__/* .ACCEPTED_KINDS */ .Oi}.`);
    }
    const parameters = kind.crv === undefined
        ? { name: 'RSASSA-PKCS1-v1_5', hash: `SHA-${alg.slice(2)}` }
        : { name: 'ECDSA', namedCurve: kind.crv };
    return parameters;
}


/***/ })

};
