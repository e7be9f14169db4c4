package ir.roshan.notification;

import org.springframework.stereotype.Service;

/** What a message would say, for the person who is about to cause it. Nothing is owed by asking. */
@Service
public class MessagePreview {
    private final MessageTexts texts;

    MessagePreview(MessageTexts texts) {
        this.texts = texts;
    }

    public String of(Message message, Language language) {
        return texts.render(message, language);
    }
}
