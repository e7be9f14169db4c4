package ir.roshan.cockpit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request a content security nonce of its own. Camunda keeps the nonce in the servlet context, which all requests
 * share: of people who load a page at the same moment, some get a header with another's nonce and a blank page. Whatever
 * the web apps keep under that name is kept in the request instead.
 */
final class CspNonceFilter extends OncePerRequestFilter {
    static final String NONCE = "org.camunda.bpm.csp.nonce";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ServletContext own = (ServletContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> call(request, method, arguments));
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public ServletContext getServletContext() {
                        return own;
                    }
                },
                response);
    }

    private static Object call(HttpServletRequest request, Method method, Object[] arguments) throws Throwable {
        if (arguments != null && arguments.length > 0 && NONCE.equals(arguments[0])) {
            switch (method.getName()) {
                case "getAttribute":
                    return request.getAttribute(NONCE);
                case "setAttribute":
                    request.setAttribute(NONCE, arguments[1]);
                    return null;
                case "removeAttribute":
                    request.removeAttribute(NONCE);
                    return null;
                default:
            }
        }
        try {
            return method.invoke(request.getServletContext(), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
