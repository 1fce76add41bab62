package io.github.iocenrichment.server;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Between decoder and server: closes a connection on which more requests have arrived than may wait for their answers, which the server would keep all
 * in memory; and once the connection is given up, lets nothing in any more, so that there is one answer and no more.
 */
final class InboundFilter extends ChannelDuplexHandler {
    private final int most;
    private int unanswered;
    private boolean stopped;

    InboundFilter(int most) {
        this.most = most;
    }

    static void stop(HttpConnection connection) {
        InboundFilter filter = pipeline(connection).get(InboundFilter.class);
        if (filter != null) {
            filter.stopped = true;
        }
    }

    /** Vert.x offers no other way to a connection's pipeline. */
    static ChannelPipeline pipeline(HttpConnection connection) {
        return ((ConnectionBase) connection).channelHandlerContext().pipeline();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest && ++unanswered > most) {
            stopped = true;
            context.close();
        }
        if (stopped) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent) {
            unanswered--;
        }
        context.write(message, promise);
    }
}
