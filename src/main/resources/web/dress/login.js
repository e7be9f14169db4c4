// The login of the web apps: why one stands before it again, what was wrong with what was typed, and the name stays where it is.
// Whether a name is an account's is not told. WebAppLook serves it; SessionEndFilter says why a session of its own has ended.
// The page's own language is set by look.js, which may come later.
const ENGLISH = document.cookie.split('; ').includes('roshan-language=en');
/** Set by the server when it ends a session; read once. */
const ENDED = 'roshan-ended';
/** Who was logged in, in this window. */
const LOGGED_IN = 'roshan-session';
/** When somebody has last logged out in this browser. */
const LEFT = 'roshan-left';

const WORDS = {
  'name': ['نام کاربری', 'User name'],
  'password': ['گذرواژه', 'Password'],
  'wrong': ['نام کاربری یا گذرواژه درست نیست. زبان صفحه‌کلید و بزرگی و کوچکی حرف‌ها را هم ببینید.', 'The user name or the password is wrong. Look at the keyboard\u2019s language and at capitals as well.'],
  'wait': ['گذرواژهٔ نادرست بیش از اندازه وارد شده است. تا ساعت {time} به وقت تهران گذرواژه‌ای بررسی نمی‌شود؛ پس از آن دوباره تلاش کنید.', 'There were too many wrong passwords. Until {time}, Tehran time, none is looked at; try again after that.'],
  'unreachable': ['سامانه پاسخ نداد و گذرواژه بررسی نشد. اتصال شبکه را بررسی و دوباره تلاش کنید.', 'The server did not answer, and the password was not looked at. Check the network and try again.'],
  'token': ['این صفحه مدت زیادی باز مانده بود. یک بار دیگر وارد شوید.', 'This page had been open for long. Please log in once more.'],
  'broken': ['خطایی در سامانه رخ داد و گذرواژه بررسی نشد. کمی دیگر دوباره تلاش کنید و اگر خطا ماند به راهبر سامانه خبر دهید.', 'Something failed in the server, and the password was not looked at. Try again in a while; tell the administrator if it stays.'],
  'ended.age': ['زمان نشست شما به پایان رسید. دوباره وارد شوید.', 'Your session has reached its longest time. Please log in again.'],
  'ended.changed': ['حساب شما تغییر کرد (گذرواژه، گروه‌ها یا خود حساب) و نشست پایان یافت. دوباره وارد شوید.', 'Your account has changed (its password, its groups or the account itself), and the session has ended. Please log in again.'],
  'ended.left': ['در پنجرهٔ دیگری از این مرورگر از سامانه خارج شده‌اید. دوباره وارد شوید.', 'You have logged out in another window of this browser. Please log in again.'],
  'ended.unknown': ['نشست شما پایان یافت: مدتی از آن استفاده نشده یا سامانه دوباره راه افتاده است. دوباره وارد شوید.', 'Your session has ended: it was not used for a while, or the server was started anew. Please log in again.'],
};

const say = (key, values = {}) => WORDS[key][ENGLISH ? 1 : 0].replace(/\{([a-z]+)\}/g, (place, name) => values[name] ?? place);

const FORM = `
<form ng-submit="login()" name="signinForm" request-aware class="roshan-login">
  <p class="alert alert-info" role="status" ng-if="ended">{{ ended }}</p>
  <p class="alert alert-danger" role="alert" id="roshan-login-wrong" ng-if="wrong">{{ wrong }}</p>
  <label for="roshan-login-name">${say('name')}</label>
  <input id="roshan-login-name" type="text" class="form-control" dir="ltr" autocomplete="username" autocapitalize="none" spellcheck="false" auto-fill required ng-model="username">
  <label for="roshan-login-password">${say('password')}</label>
  <input id="roshan-login-password" type="password" class="form-control" dir="ltr" autocomplete="current-password" auto-fill required ng-model="password" aria-describedby="roshan-login-wrong">
  <button class="btn btn-lg btn-primary" type="submit" ng-disabled="status === 'LOADING'">{{ 'PAGE_LOGIN_SIGN_IN_ACTION' | translate }}</button>
</form>`;

function cookie(name) {
  const found = document.cookie.split('; ').find((one) => one.startsWith(`${name}=`));
  return found ? found.slice(name.length + 1) : '';
}

function forgetEnd() {
  const path = new URL(document.baseURI).pathname.replace(/\/app\/.*$/, '');
  document.cookie = `${ENDED}=; path=${path}; max-age=0; samesite=strict`;
}

/** @returns {{account: string, since: number}|null} who was logged in, in this window */
function before() {
  try {
    return JSON.parse(sessionStorage.getItem(LOGGED_IN));
  } catch (notOurs) {
    return null;
  }
}

/** Nothing where nobody was logged in here, or has left here. */
function whyEnded(was) {
  if (!was) return '';
  const said = cookie(ENDED);
  if (said === 'age' || said === 'changed') return say(`ended.${said}`);
  return say(Number(localStorage.getItem(LEFT)) > was.since ? 'ended.left' : 'ended.unknown');
}

function whatIsWrong(answer) {
  const {status} = answer;
  if (status === 401) return say('wrong');
  if (status === 403) return say('token');
  if (status === 429) {
    const seconds = Number(answer.headers('Retry-After')) || 60;
    // Whole minutes, rounded up: whoever comes at that time is not too early.
    const until = new Date(Math.ceil((Date.now() + seconds * 1000) / 60_000) * 60_000);
    const time = new Intl.DateTimeFormat(ENGLISH ? 'en-GB' : 'fa-IR', {timeZone: 'Asia/Tehran', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'}).format(until);
    return say('wait', {time});
  }
  return say(status > 0 && status !== 502 && status !== 503 && status !== 504 ? 'broken' : 'unreachable');
}

const put = (id) => setTimeout(() => document.getElementById(id)?.focus());

/**
 * What was typed last, and what was wrong with it. A wrong password makes Camunda draw the whole page anew: what is known stays with the
 * form that stands there then.
 */
let attempt = null;
let form = null;

function fill($scope) {
  $scope.username = attempt.username;
  $scope.password = '';
  $scope.ended = '';
  $scope.wrong = attempt.wrong;
  put('roshan-login-password');
}

function signIn($scope, authentication, Notifications, Views, app) {
  const was = before();
  form = $scope;
  $scope.status = 'INIT';
  if (attempt) {
    fill($scope);
  } else {
    $scope.username = was ? was.account : '';
    $scope.ended = whyEnded(was);
    put(was ? 'roshan-login-password' : 'roshan-login-name');
  }
  $scope.login = () => {
    $scope.status = 'LOADING';
    const answered = authentication.login($scope.username, $scope.password);
    for (const plugin of Views.getProviders({component: `${app}.login.data`})) plugin.result?.(answered, $scope);
    return answered.then(
      () => {
        $scope.status = 'DONE';
        attempt = null;
        forgetEnd();
        Notifications.clearAll();
      },
      (answer) => {
        $scope.status = 'ERROR';
        attempt = {username: $scope.username, wrong: whatIsWrong(answer)};
        fill(form);
      },
    );
  };
}

function remember($rootScope) {
  const mark = (account) => {
    if (account?.name && before()?.account !== account.name) sessionStorage.setItem(LOGGED_IN, JSON.stringify({account: account.name, since: Date.now()}));
  };
  $rootScope.$on('authentication.changed', (event, account) => mark(account));
  $rootScope.$on('authentication.login.success', (event, account) => {
    sessionStorage.removeItem(LOGGED_IN);
    mark(account);
  });
  // Whoever leaves is asked for nothing, and told nothing.
  $rootScope.$on('authentication.logout.success', () => {
    sessionStorage.removeItem(LOGGED_IN);
    localStorage.setItem(LEFT, String(Date.now()));
  });
}

function ours(Views, app) {
  for (const form of Views.getProviders({component: `${app}.login`}).filter(({id}) => id === 'default-login-form')) {
    form.template = FORM;
    form.controller = ['$scope', 'AuthenticationService', 'Notifications', 'Views', 'canonicalAppName', signIn];
  }
}

window.angular.module('cam.commons').run(['$rootScope', remember]).run(['Views', 'canonicalAppName', ours]);

export default [];
